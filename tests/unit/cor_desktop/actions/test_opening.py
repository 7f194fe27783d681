"""What opens at a start: the own machine without a password, a shared one nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.opening import drop_what_is_not_allowed, open_here
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import Learner, is_started, who
from cor_desktop.errors import Locked
from cor_desktop.store import unlocking
from tests.fakes.a_desk import come_in

ANA = Learner(True, False, "Ana", "Bell", "ana@example.org")


def kept_keys(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return sum(row.kept_key is not None for row in unlocking.everyone(connection))


def test_an_own_machine_opens_without_a_password(registered: Desk, start_again: Callable[[], Desk]) -> None:
    assert who(start_again()) == ANA


def test_a_shared_machine_starts_with_nobody(registered: Desk, start_again: Callable[[], Desk]) -> None:
    registered.settings.set("shared_machine", True)
    again = start_again()
    assert not is_started(again)
    assert kept_keys(again) == 0
    assert come_in(again, "ana@example.org", "four quiet words here").account.first_name == "Ana"
    assert kept_keys(again) == 0
    assert not is_started(start_again())


def test_a_computer_that_becomes_a_shared_one_keeps_no_key_from_then_on(registered: Desk) -> None:
    drop_what_is_not_allowed(registered)
    assert kept_keys(registered) == 1
    registered.settings.set("shared_machine", True)
    drop_what_is_not_allowed(registered)
    assert kept_keys(registered) == 0
    assert who(registered) == ANA


def test_a_start_that_has_nothing_to_change_writes_nothing(
    registered: Desk, start_again: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    with registered.store.reading() as connection:
        before = connection.total_changes
    again = start_again()
    with again.store.reading() as connection:
        assert connection.total_changes == 0
    assert before > 0


def test_whoever_is_not_open_is_asked_for_the_password(desk: Desk) -> None:
    start_learning(desk)
    with pytest.raises(Locked):
        open_here(desk)


def test_names_leave_the_disk_as_soon_as_they_may_not_be_remembered(registered: Desk) -> None:
    come_in(registered, "ana@example.org", "four quiet words here", remember=True)
    registered.settings.set("remember_names", False)
    drop_what_is_not_allowed(registered)
    with registered.store.reading() as connection:
        assert [row.remembered_name for row in unlocking.everyone(connection)] == [None]
