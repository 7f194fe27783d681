"""The code from the mail."""

from __future__ import annotations

import pytest

from cor_desktop.actions.confirm import confirm, resend
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.actions.views import is_started
from cor_desktop.errors import CodeUsedUp, NotSaved, WrongCode
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")


def test_a_wrong_code_changes_nothing_and_the_right_one_may_follow(desk: Desk, server: FakeServer) -> None:
    pending = register(desk, FORM)
    with pytest.raises(WrongCode):
        confirm(desk, pending, "AAAA-AAAA")
    assert not is_started(desk)
    assert isinstance(confirm(desk, pending, f" {server.code_for(FORM.email)}\n"), SignedIn)


def test_asvs_6_5_1_a_code_that_was_used_is_told(desk: Desk, server: FakeServer) -> None:
    pending = register(desk, FORM)
    code = server.code_for(FORM.email)
    confirm(desk, pending, code)
    with pytest.raises(CodeUsedUp):
        confirm(desk, pending, code)


def test_a_sign_in_that_is_gone_cannot_be_confirmed(desk: Desk) -> None:
    with pytest.raises(CodeUsedUp):
        resend(desk, Pending("verify_email", FORM.email, "gone"))


def test_a_mail_that_was_lost_is_sent_again(desk: Desk, server: FakeServer) -> None:
    pending = register(desk, FORM)
    lost = server.code_for(FORM.email)
    resend(desk, pending)
    with pytest.raises(WrongCode):
        confirm(desk, pending, lost)
    assert isinstance(confirm(desk, pending, server.code_for(FORM.email)), SignedIn)


def test_a_second_factor_may_follow_the_mail(desk: Desk, server: FakeServer) -> None:
    pending = register(desk, FORM)
    server.accounts[FORM.email].second_factor = "123456"
    following = confirm(desk, pending, server.code_for(FORM.email))
    assert isinstance(following, Pending)
    assert following.step == "second_factor"
    assert isinstance(confirm(desk, following, "123456"), SignedIn)


def test_a_full_disk_is_told_and_nobody_is_half_signed_in(desk: Desk, server: FakeServer) -> None:
    pending = register(desk, FORM)
    with desk.store.reading() as connection:
        connection.execute("PRAGMA query_only=ON")
    with pytest.raises(NotSaved):
        confirm(desk, pending, server.code_for(FORM.email))
    assert not is_started(desk)
    assert desk.session.of(server.accounts[FORM.email].learner) is None
