"""Which keys open a profile here, and how long a wrong password makes the next try wait."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cor_desktop.actions.desk import FULL_COST, Cost, Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm
from cor_desktop.actions.secret import Secret
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.unlock import unlock
from cor_desktop.actions.unlocking import find_here, key_from, lookup_of, remaining, wait_of
from cor_desktop.actions.views import record, who
from cor_desktop.errors import FromElsewhere, NotKnownHere, SecretsLocked, WaitBeforeTrying, WrongCredentials
from cor_desktop.store import unlocking
from cor_desktop.store.unlocking import Unlocking
from tests.factories.modules import a_module
from tests.fakes.a_desk import a_desk, come_in, join
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
WRONG = "five other quiet words"
MODULE = a_module("one", "two")


@pytest.fixture
def alone(registered: Desk) -> Desk:
    """Ana signed out, without a network."""
    sign_out(registered)
    registered.settings.set("work_offline", True)
    return registered


def fail(desk: Desk, times: int, clock: HandClock) -> None:
    """Wrong passwords in a row, each as soon as it is taken."""
    for number in range(times):
        clock.boot += wait_of(number)
        with pytest.raises(WrongCredentials):
            sign_in(desk, FORM.email, WRONG)


def seconds_to_wait(desk: Desk) -> int:
    with pytest.raises(WaitBeforeTrying) as told:
        sign_in(desk, FORM.email, FORM.password)
    return told.value.seconds


def test_asvs_11_4_2_a_password_is_stretched_as_the_rule_says() -> None:
    assert Cost(iterations=3, memory=64 * 1024, lanes=4) == FULL_COST


def test_the_key_needs_the_password_the_salt_and_this_computer(desk: Desk, other_desk: Desk) -> None:
    words, salt = Secret("four quiet words"), b"s" * 16
    key = key_from(desk.vault, words, salt, desk.cost)
    assert len(key) == 32
    others = [
        key_from(desk.vault, Secret("four quiet Words"), salt, desk.cost),
        key_from(desk.vault, words, b"t" * 16, desk.cost),
        key_from(other_desk.vault, words, salt, desk.cost),
    ]
    assert key not in others
    assert key == key_from(desk.vault, words, salt, desk.cost)


def test_an_address_is_found_here_without_being_readable(registered: Desk, other_desk: Desk) -> None:
    found = find_here(registered, " Ana@example.ORG")
    assert found is not None
    assert b"ana" not in found.lookup
    assert find_here(registered, "odo@example.org") is None
    assert lookup_of(registered.vault, FORM.email) != lookup_of(other_desk.vault, FORM.email)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (3, 0), (4, 1), (5, 2), (6, 4), (13, 512), (14, 900), (1_000_000, 900)],
)
def test_asvs_6_1_1_four_tries_are_free_and_then_the_wait_doubles_up_to_a_quarter_of_an_hour(
    failures: int, seconds: int
) -> None:
    assert wait_of(failures) == seconds


@pytest.mark.parametrize(
    ("boot", "seconds"), [(1000.0, 900), (1000.5, 900), (1899.5, 1), (1900.0, 0), (10.0, 890), (999.0, 0)]
)
def test_the_wait_is_counted_in_time_since_the_start_of_the_computer(boot: float, seconds: int) -> None:
    row = Unlocking("l", b"", b"", failures=20, failed_boot=1000.0)
    assert remaining(row, boot) == seconds


def test_wrong_passwords_make_the_next_try_wait_and_the_right_one_ends_it(alone: Desk, clock: HandClock) -> None:
    fail(alone, 6, clock)
    assert seconds_to_wait(alone) == 4
    clock.advance(3)
    assert seconds_to_wait(alone) == 1
    clock.advance(1)
    assert come_in(alone, FORM.email, FORM.password).offline
    sign_out(alone)
    fail(alone, 4, clock)


def test_a_try_that_came_too_early_costs_nothing_more(alone: Desk, clock: HandClock) -> None:
    fail(alone, 6, clock)
    assert [seconds_to_wait(alone) for _ in range(3)] == [4, 4, 4]


def test_the_wait_survives_a_restart_of_the_program(
    alone: Desk, clock: HandClock, start_again: Callable[[], Desk]
) -> None:
    fail(alone, 12, clock)
    assert seconds_to_wait(start_again()) == 256


def test_after_a_restart_of_the_computer_the_time_since_then_counts(
    alone: Desk, clock: HandClock, start_again: Callable[[], Desk]
) -> None:
    fail(alone, 12, clock)
    clock.restart()
    again = start_again()
    assert seconds_to_wait(again) == 251
    clock.advance(251)
    assert come_in(again, FORM.email, FORM.password).offline


@pytest.mark.parametrize("wall", [0, -(2**39), 2**39])
def test_a_clock_that_is_set_neither_frees_nor_locks_for_good(alone: Desk, clock: HandClock, wall: int) -> None:
    fail(alone, 12, clock)
    clock.set_wall(wall)
    assert seconds_to_wait(alone) == 256
    clock.advance(256)
    assert come_in(alone, FORM.email, FORM.password).offline


def test_a_try_is_counted_before_it_is_made(alone: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*arguments: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("cor_desktop.actions.unlocking.key_from", dies)
    with pytest.raises(ZeroDivisionError):
        sign_in(alone, FORM.email, WRONG)
    with alone.store.reading() as connection:
        (row,) = unlocking.everyone(connection)
    assert row.failures == 1


def test_the_database_of_another_computer_opens_nothing_and_says_so(
    registered: Desk, other_desk: Desk, tmp_path: Path, clock: HandClock, server: FakeServer
) -> None:
    open_activity(registered, MODULE, "one")
    registered.store.truncate_log()
    other_desk.vault.seal("anything", b"")
    copied = tmp_path / "copied"
    shutil.copytree(tmp_path / "desk", copied)
    shutil.copy(tmp_path / "other" / "data" / "secrets.json", copied / "data" / "secrets.json")
    desk = a_desk(copied, clock, server)
    with pytest.raises(FromElsewhere, match="another computer"):
        who(desk)
    with pytest.raises(FromElsewhere):
        unlock(desk, FORM.password)
    desk.settings.set("work_offline", True)
    with pytest.raises(NotKnownHere):
        sign_in(desk, FORM.email, FORM.password)
    assert record(desk)["a-module"].state == "started"
    desk.store.close()


def test_a_row_put_in_anothers_place_opens_nothing(shared: Desk, server: FakeServer) -> None:
    odo = RegistrationForm("Odo", "Quist", "odo@example.org", "nine slow rivers bend")
    for form in (FORM, odo):
        join(shared, server, form)
        sign_out(shared)
    shared.settings.set("work_offline", True)
    with shared.store.transaction() as connection:
        columns = "belongs, salt, sealed_key, kept_key"
        first, second = (row.learner for row in unlocking.everyone(connection))
        connection.execute(
            f"UPDATE unlocking SET ({columns}) = (SELECT {columns} FROM unlocking WHERE learner = ?) WHERE learner = ?",
            (first, second),
        )
    opened = []
    for form in (FORM, odo):
        try:
            opened.append(come_in(shared, form.email, form.password).account.email)
        except SecretsLocked:
            opened.append("")
    assert sorted(opened) in (["", "ana@example.org"], ["", "odo@example.org"])
