"""A new password: at the server, and on this computer."""

from __future__ import annotations

import pytest

from cor_desktop.actions.change_password import change_password
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import lock
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import who
from cor_desktop.errors import Locked, Refused, WrongCredentials
from tests.fakes.a_desk import come_in
from tests.fakes.server import FakeServer

EMAIL, OLD, NEW = "ana@example.org", "four quiet words here", "five other quiet words"


def test_the_new_password_opens_this_computer_and_the_old_one_does_not(registered: Desk, server: FakeServer) -> None:
    change_password(registered, OLD, NEW)
    assert synchronize(registered).kind == "sent"
    sign_out(registered)
    registered.settings.set("work_offline", True)
    with pytest.raises(WrongCredentials):
        sign_in(registered, EMAIL, OLD)
    assert come_in(registered, EMAIL, NEW).offline


def test_other_computers_are_signed_out_and_told_why(registered: Desk, other_desk: Desk) -> None:
    come_in(other_desk, EMAIL, OLD)
    change_password(registered, OLD, NEW)
    assert synchronize(other_desk).sentence.startswith("Your password was changed")


def test_a_wrong_old_password_is_said_at_its_field(registered: Desk) -> None:
    with pytest.raises(Refused) as told:
        change_password(registered, NEW, OLD)
    assert told.value.field == "old_password"


def test_a_new_password_that_is_refused_changes_nothing(registered: Desk, server: FakeServer) -> None:
    with pytest.raises(Refused) as told:
        change_password(registered, OLD, "short")
    assert told.value.field == "password"
    assert server.sessions == {}
    assert synchronize(registered).kind == "sent"
    sign_out(registered)
    come_in(registered, EMAIL, OLD)


def test_an_account_with_a_second_factor_is_sent_to_the_web(registered: Desk, server: FakeServer) -> None:
    server.accounts[EMAIL].second_factor = "123456"
    with pytest.raises(Refused, match="second factor"):
        change_password(registered, OLD, NEW)


def test_a_locked_window_changes_no_password(registered: Desk) -> None:
    lock(registered)
    with pytest.raises(Locked):
        change_password(registered, OLD, NEW)
    assert who(registered) is not None
