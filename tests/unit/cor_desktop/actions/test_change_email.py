"""Another address for the account: a code goes there first."""

from __future__ import annotations

import pytest

from cor_desktop.actions.change_email import change_email
from cor_desktop.actions.confirm import confirm, resend
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.remembered import remembered
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import who
from cor_desktop.errors import NotKnownHere, Refused, WrongCode
from tests.fakes.a_desk import come_in
from tests.fakes.server import FakeServer

EMAIL, PASSWORD, NEW = "ana@example.org", "four quiet words here", "ana.bell@example.org"


def email_of(desk: Desk) -> str:
    found = who(desk)
    return found.email if found else ""


def test_the_code_makes_the_new_address_the_accounts(registered: Desk, server: FakeServer) -> None:
    come_in(registered, EMAIL, PASSWORD, remember=True)
    pending = change_email(registered, PASSWORD, NEW)
    assert (pending.step, email_of(registered)) == ("email_change", EMAIL)
    with pytest.raises(WrongCode):
        confirm(registered, pending, "AAAA-AAAA")
    assert confirm(registered, pending, server.code_for(NEW)) is None
    assert email_of(registered) == NEW
    assert [each.email for each in remembered(registered)] == [NEW]
    assert server.sessions == {}


def test_the_profile_on_this_computer_opens_with_the_new_address(registered: Desk, server: FakeServer) -> None:
    confirm(registered, change_email(registered, PASSWORD, NEW), server.code_for(NEW))
    sign_out(registered)
    registered.settings.set("work_offline", True)
    with pytest.raises(NotKnownHere):
        sign_in(registered, EMAIL, PASSWORD)
    assert come_in(registered, NEW, PASSWORD).account.email == NEW


def test_a_mail_that_was_lost_is_sent_again(registered: Desk, server: FakeServer) -> None:
    pending = change_email(registered, PASSWORD, NEW)
    lost = server.code_for(NEW)
    resend(registered, pending)
    assert server.code_for(NEW) != lost
    assert synchronize(registered).kind == "sent"


def test_a_wrong_password_changes_nothing(registered: Desk) -> None:
    with pytest.raises(Refused):
        change_email(registered, "five other quiet words", NEW)
