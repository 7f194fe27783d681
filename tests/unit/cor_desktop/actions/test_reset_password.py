"""A forgotten password: a code from a mail, and a new one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cor_desktop.actions.confirm import resend
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.reset_password import request_reset, reset
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.errors import CodeUsedUp, Refused, WrongCode
from tests.fakes.a_desk import come_in
from tests.fakes.server import FakeServer

EMAIL, NEW = "ana@example.org", "five other quiet words"


def test_the_code_lets_one_choose_a_new_password(registered: Desk, server: FakeServer) -> None:
    sign_out(registered)
    pending = request_reset(registered, EMAIL)
    reset(registered, pending, f" {server.code_for(EMAIL)} ", NEW)
    assert not come_in(registered, EMAIL, NEW).offline


def test_asvs_6_3_8_an_unknown_address_gets_the_same_answer(registered: Desk) -> None:
    known, unknown = request_reset(registered, EMAIL), request_reset(registered, "nobody@example.org")
    same = [replace(each, email="", session="") for each in (known, unknown)]
    assert same == [Pending("reset", "", "")] * 2
    with pytest.raises(WrongCode):
        reset(registered, unknown, "AAAA-AAAA", NEW)


def test_asvs_6_5_1_a_code_works_once(registered: Desk, server: FakeServer) -> None:
    pending = request_reset(registered, EMAIL)
    code = server.code_for(EMAIL)
    reset(registered, pending, code, NEW)
    with pytest.raises(CodeUsedUp):
        reset(registered, pending, code, "six further quiet words")


def test_a_new_password_that_is_too_weak_may_be_typed_again(registered: Desk, server: FakeServer) -> None:
    pending = request_reset(registered, EMAIL)
    code = server.code_for(EMAIL)
    with pytest.raises(Refused):
        reset(registered, pending, code, "short")
    reset(registered, pending, code, NEW)


def test_a_mail_that_was_lost_is_sent_again_for_the_same_reset(registered: Desk, server: FakeServer) -> None:
    pending = request_reset(registered, EMAIL)
    resend(registered, pending)
    reset(registered, pending, server.code_for(EMAIL), NEW)
