"""Signing in to an account: at the server, and without it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cor_desktop.actions.confirm import confirm
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.register import RegistrationForm
from cor_desktop.actions.sign_in import SignedIn, sign_in
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import Learner, record, sync_state, who
from cor_desktop.errors import (
    FromElsewhere,
    KeyringLocked,
    NotKnownHere,
    NotOurServer,
    Offline,
    ServerTrouble,
    SignInAgain,
    Trouble,
    WaitBeforeTrying,
    WrongCode,
    WrongCredentials,
)
from cor_desktop.store import learners, unlocking
from cor_protocol.accounts import Ended
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in, join
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
ODO = RegistrationForm("Odo", "Quist", "odo@example.org", "nine slow rivers bend")
MODULE = a_module("one", "two")


def raising(trouble: Exception) -> Callable[[], None]:
    def fault() -> None:
        raise trouble

    return fault


def test_a_wrong_password_changes_nothing(desk: Desk, other_desk: Desk, server: FakeServer) -> None:
    join(other_desk, server, FORM)
    start_learning(desk)
    before = desk.learner()
    with pytest.raises(WrongCredentials):
        sign_in(desk, FORM.email, "five other quiet words")
    assert desk.learner() == before


def test_the_address_may_be_typed_in_capitals_and_with_spaces(registered: Desk, server: FakeServer) -> None:
    sign_out(registered)
    server.fault = raising(Offline())
    assert come_in(registered, " ANA@Example.org ", FORM.password).offline


def test_a_second_factor_is_asked_for_before_anything_opens(registered: Desk, server: FakeServer) -> None:
    sign_out(registered)
    server.accounts[FORM.email].second_factor = "123456"
    pending = sign_in(registered, FORM.email, FORM.password)
    assert isinstance(pending, Pending)
    assert (pending.step, who(registered)) == ("second_factor", None)
    with pytest.raises(WrongCode):
        confirm(registered, pending, "000000")
    assert isinstance(confirm(registered, pending, " 123456 "), SignedIn)
    assert who(registered) == Learner(True, False, "Ana", "Bell", "ana@example.org")


def test_an_address_that_is_not_confirmed_yet_waits_for_its_code(desk: Desk, server: FakeServer) -> None:
    from cor_desktop.actions.register import register

    register(desk, FORM)
    pending = sign_in(desk, FORM.email, FORM.password)
    assert isinstance(pending, Pending)
    assert pending.step == "verify_email"
    assert isinstance(confirm(desk, pending, server.code_for(FORM.email)), SignedIn)


@pytest.mark.parametrize("trouble", [Offline(), ServerTrouble(), NotOurServer()])
def test_without_the_server_the_password_opens_what_is_here(
    registered: Desk, server: FakeServer, trouble: Exception
) -> None:
    learner = registered.learner().id
    sign_out(registered)
    server.fault = raising(trouble)
    signed_in = come_in(registered, FORM.email, FORM.password)
    assert signed_in.offline
    assert (signed_in.account.first_name, registered.learner().id) == ("Ana", learner)
    assert who(registered) == Learner(True, False, "Ana", "Bell", "ana@example.org")


def test_without_the_server_a_wrong_password_opens_nothing(registered: Desk) -> None:
    sign_out(registered)
    registered.settings.set("work_offline", True)
    with pytest.raises(WrongCredentials):
        sign_in(registered, FORM.email, "five other quiet words")
    assert who(registered) is None


def test_an_address_nobody_signed_in_with_here_is_told_as_such_when_working_offline(registered: Desk) -> None:
    registered.settings.set("work_offline", True)
    with pytest.raises(NotKnownHere):
        sign_in(registered, "odo@example.org", FORM.password)


def test_an_address_nobody_signed_in_with_here_gets_what_the_network_says(desk: Desk, server: FakeServer) -> None:
    server.fault = raising(Offline())
    with pytest.raises(Offline, match="No connection"):
        sign_in(desk, FORM.email, FORM.password)


def test_a_server_that_slows_down_is_not_gone_around(registered: Desk, server: FakeServer) -> None:
    sign_out(registered)
    server.passes.clear()
    server.wait = 90
    with pytest.raises(WaitBeforeTrying) as told:
        sign_in(registered, FORM.email, FORM.password)
    assert told.value.seconds == 90


def test_asvs_6_1_1_a_known_device_shows_its_pass_and_is_not_slowed_down(registered: Desk, server: FakeServer) -> None:
    sign_out(registered)
    server.wait = 90
    assert not come_in(registered, FORM.email, FORM.password).offline


def test_whoever_signed_in_without_the_server_is_signed_in_there_at_the_next_contact(
    registered: Desk, server: FakeServer
) -> None:
    sign_out(registered)
    registered.settings.set("work_offline", True)
    come_in(registered, FORM.email, FORM.password)
    open_activity(registered, MODULE, "one")
    assert sync_state(registered).signed_in
    registered.settings.set("work_offline", False)
    assert synchronize(registered).kind == "sent"
    assert len(server.full_tokens) == 1
    opened = registered.session.of(registered.learner().id)
    assert opened is not None
    assert opened.password is None


def test_a_password_that_was_changed_meanwhile_shuts_the_profile_at_the_next_contact(
    registered: Desk, server: FakeServer
) -> None:
    sign_out(registered)
    registered.settings.set("work_offline", True)
    come_in(registered, FORM.email, FORM.password)
    open_activity(registered, MODULE, "one")
    server.password_is_changed_elsewhere(FORM.email, "five other quiet words")
    registered.settings.set("work_offline", False)
    outcome = synchronize(registered)
    assert outcome.kind == "sign_in"
    assert "Your password was changed" in outcome.sentence
    assert who(registered) == Learner(signed_in=False, guest=False, locked=True)
    assert server.records[registered.learner().id].digest.count == 2
    with pytest.raises(SignInAgain, match="with the new one"):
        registered.settings.set("work_offline", True)
        sign_in(registered, FORM.email, FORM.password)


def test_the_code_of_a_second_factor_is_not_asked_for_again_at_every_sync(registered: Desk, server: FakeServer) -> None:
    sign_out(registered)
    server.accounts[FORM.email].second_factor = "123456"
    registered.settings.set("work_offline", True)
    come_in(registered, FORM.email, FORM.password)
    registered.settings.set("work_offline", False)
    synchronize(registered)
    begun = len(server.sessions)
    assert synchronize(registered).kind == "sign_in"
    assert len(server.sessions) == begun


def test_two_learners_take_turns_and_neither_opens_what_is_the_others(shared: Desk, server: FakeServer) -> None:
    join(shared, server, FORM)
    open_activity(shared, MODULE, "one")
    sign_out(shared)
    join(shared, server, ODO)
    assert record(shared) == {}
    sign_out(shared)
    server.fault = raising(Offline())
    for form in (FORM, ODO):
        assert come_in(shared, form.email, form.password).account.first_name == form.first_name
        sign_out(shared)
    with pytest.raises(WrongCredentials):
        sign_in(shared, ODO.email, FORM.password)


def test_another_who_signs_in_shuts_whoever_was_open_and_the_server_hears_of_it(
    registered: Desk, server: FakeServer, other_desk: Desk
) -> None:
    join(other_desk, server, ODO)
    ana = registered.learner().id
    come_in(registered, ODO.email, ODO.password)
    with registered.store.reading() as connection:
        row = unlocking.find(connection, ana)
    assert row is not None
    assert row.kept_key is None
    assert registered.session.of(ana) is None
    synchronize(registered)
    assert {server.tokens[token].email for token in server.full_tokens} == {ODO.email}


def test_after_an_end_from_afar_another_sign_in_leaves_nothing_that_opens_without_the_first_password(
    registered: Desk, server: FakeServer, other_desk: Desk
) -> None:
    ana = registered.learner().id
    join(other_desk, server, ODO)
    for token in server.tokens.values():
        token.why = token.why or (Ended.ELSEWHERE if token.email == FORM.email else None)
    synchronize(registered)
    come_in(registered, ODO.email, ODO.password)
    synchronize(registered)
    with registered.store.reading() as connection:
        row, learner = unlocking.find(connection, ana), learners.find(connection, ana)
    assert row is not None
    assert learner is not None
    assert learner.sealed_profile is not None
    for sealed in (row.sealed_key, learner.sealed_profile):
        assert sealed is not None
        for purpose in (f"data key of {ana}", f"profile of {ana}"):
            with pytest.raises(FromElsewhere):
                registered.vault.open(purpose, sealed)
    assert (row.kept_key, row.append_token) == (None, None)


def test_a_keyring_that_is_locked_is_told_before_the_server_is_asked(
    desk: Desk, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(purpose: str, *, replace_lost: bool = False) -> bytes:
        raise KeyringLocked

    monkeypatch.setattr(desk.vault, "derive", locked)
    server.fault = raising(AssertionError("the server was asked"))
    with pytest.raises(KeyringLocked):
        sign_in(desk, FORM.email, FORM.password)


def test_after_the_keyring_was_emptied_one_signs_in_with_a_connection(
    registered: Desk, start_again: Callable[[], Desk], server: FakeServer
) -> None:
    open_activity(registered, MODULE, "one")
    registered.vault.forget()
    desk = start_again()
    assert not come_in(desk, FORM.email, FORM.password).offline
    assert record(desk)["a-module"].state == "started"
    assert synchronize(desk).kind == "sent"


@pytest.mark.parametrize("trouble", [Offline(), ServerTrouble()])
def test_nobody_reads_that_a_first_sign_in_happens_by_itself_later(
    desk: Desk, server: FakeServer, trouble: Trouble
) -> None:
    def away() -> None:
        raise trouble

    server.fault = away
    with pytest.raises(type(trouble)) as told:
        sign_in(desk, "ana@example.org", "four quiet words here")
    assert "by itself" not in str(told.value)
    assert "The first time on a computer needs the server." in str(told.value)
