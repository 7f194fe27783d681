"""The password opens what is locked: here, and at the server."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cor_desktop.actions.confirm import confirm
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import lock
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.unlock import unlock
from cor_desktop.actions.views import Learner, who
from cor_desktop.errors import Offline, ServerTrouble, SignInAgain, WaitBeforeTrying, WrongCredentials
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in
from tests.fakes.server import FakeServer

EMAIL, PASSWORD = "ana@example.org", "four quiet words here"
OTHER = "five other quiet words"
ANA = Learner(True, False, "Ana", "Bell", EMAIL)
MODULE = a_module("one", "two")


def raising(trouble: Exception) -> Callable[[], None]:
    def fault() -> None:
        raise trouble

    return fault


def opened(desk: Desk, password: str = PASSWORD) -> SignedIn:
    signed_in = unlock(desk, password)
    assert isinstance(signed_in, SignedIn)
    return signed_in


def test_the_password_opens_both_this_computer_and_the_server(registered: Desk, server: FakeServer) -> None:
    lock(registered)
    synchronize(registered)
    assert not opened(registered).offline
    assert who(registered) == ANA
    assert not registered.session.locked
    assert len(server.full_tokens) == 1
    assert synchronize(registered).kind == "sent"


@pytest.mark.parametrize("trouble", [Offline(), ServerTrouble(), WaitBeforeTrying(60)])
def test_without_the_server_the_password_opens_this_computer_and_the_server_follows(
    registered: Desk, server: FakeServer, trouble: Exception
) -> None:
    lock(registered)
    server.fault = raising(trouble)
    assert opened(registered).offline
    assert who(registered) == ANA
    server.fault = lambda: None
    open_activity(registered, MODULE, "one")
    assert synchronize(registered).kind == "sent"
    assert len(server.full_tokens) == 1


def test_a_wrong_password_opens_nothing(registered: Desk) -> None:
    lock(registered)
    with pytest.raises(WrongCredentials):
        unlock(registered, OTHER)
    assert registered.session.locked
    registered.settings.set("work_offline", True)
    with pytest.raises(WrongCredentials):
        unlock(registered, OTHER)


def test_an_own_machine_that_was_unlocked_opens_at_the_next_start(
    registered: Desk, start_again: Callable[[], Desk]
) -> None:
    lock(registered)
    opened(registered)
    assert who(start_again()) == ANA


def test_a_password_changed_elsewhere_opens_where_the_server_knows_it(registered: Desk, server: FakeServer) -> None:
    lock(registered)
    server.password_is_changed_elsewhere(EMAIL, OTHER)
    assert not opened(registered, OTHER).offline
    assert who(registered) == ANA


def test_the_old_password_opens_nothing_once_the_server_said_that_it_changed(
    registered: Desk, server: FakeServer
) -> None:
    server.password_is_changed_elsewhere(EMAIL, OTHER)
    open_activity(registered, MODULE, "one")
    outcome = synchronize(registered)
    assert outcome.kind == "sign_in"
    assert outcome.sentence.startswith("Your password was changed. Please sign in with the new one.")
    with pytest.raises(SignInAgain):
        unlock(registered, PASSWORD)
    come_in(registered, EMAIL, OTHER)
    assert synchronize(registered).kind == "sent"


def test_the_old_password_shuts_again_when_the_server_refuses_it(registered: Desk, server: FakeServer) -> None:
    lock(registered)
    server.password_is_changed_elsewhere(EMAIL, OTHER)
    with pytest.raises(SignInAgain, match="Your password was changed"):
        unlock(registered, PASSWORD)
    assert registered.session.of(registered.learner().id) is None


def test_a_second_factor_is_asked_for_at_the_server(registered: Desk, server: FakeServer) -> None:
    lock(registered)
    server.accounts[EMAIL].second_factor = "123456"
    pending = unlock(registered, PASSWORD)
    assert isinstance(pending, Pending)
    assert isinstance(confirm(registered, pending, "123456"), SignedIn)
    assert synchronize(registered).kind == "sent"


def test_unlocking_asks_about_no_guest(desk: Desk, server: FakeServer) -> None:
    from cor_desktop.actions.register import RegistrationForm
    from cor_desktop.actions.start_learning import start_learning
    from tests.fakes.a_desk import join

    start_learning(desk)
    join(desk, server, RegistrationForm("Ana", "Bell", EMAIL, PASSWORD))
    lock(desk)
    assert opened(desk).guest is None


def test_wrong_passwords_slow_down_at_the_lock_too(registered: Desk, server: FakeServer) -> None:
    lock(registered)
    server.fault = raising(Offline())
    for _ in range(4):
        with pytest.raises(WrongCredentials):
            unlock(registered, OTHER)
    with pytest.raises(WaitBeforeTrying):
        unlock(registered, PASSWORD)


def test_whoever_has_no_password_here_is_sent_to_the_sign_in(desk: Desk) -> None:
    from cor_desktop.actions.start_learning import start_learning

    start_learning(desk)
    with pytest.raises(SignInAgain):
        unlock(desk, PASSWORD)
