from __future__ import annotations

import pytest

from cor_desktop.actions.change_email import change_email
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.register import register
from cor_desktop.actions.reset_password import request_reset
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.views import who
from cor_desktop.errors import CodeUsedUp, Offline, WaitBeforeTrying
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.code import CodePresenter
from cor_desktop.presenters.mailed_code import ANEW, ANOTHER, RESEND_SECONDS
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.reset import NewPasswordPresenter
from tests.fakes.background import AtOnce
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeAccount, FakeServer
from tests.unit.cor_desktop.presenters.conftest import FORM


def waiting(desk: Desk, account: AccountPresenter, navigation: Navigation, pending: Pending) -> CodePresenter:
    account.entry.wait_for_code(pending)
    navigation.go("register")
    navigation.go("code")
    return CodePresenter(desk, AtOnce(), account, navigation)


@pytest.fixture
def code(desk: Desk, account: AccountPresenter, navigation: Navigation) -> CodePresenter:
    """Ana has registered; the mail is on its way."""
    return waiting(desk, account, navigation, register(desk, FORM))


def test_another_code_is_sent_only_after_a_while(code: CodePresenter, server: FakeServer, clock: HandClock) -> None:
    first = server.code_for(FORM.email)
    code.resend()
    assert (server.code_for(FORM.email), code.sent.value) == (first, "")
    clock.advance(RESEND_SECONDS)
    code.resend()
    assert server.code_for(FORM.email) != first
    assert code.sent.value.startswith("A new code is on its way.")
    assert code.again.left.value == RESEND_SECONDS


def test_mail_that_is_late_is_said(
    desk: Desk, account: AccountPresenter, navigation: Navigation, server: FakeServer
) -> None:
    server.mail_flows = False
    assert waiting(desk, account, navigation, register(desk, FORM)).mail_is_slow


def test_asvs_6_5_1_after_a_code_that_is_used_up_a_new_one_works_and_nothing_is_typed_again(
    code: CodePresenter, desk: Desk, server: FakeServer
) -> None:
    server.sessions.clear()
    code.submit("AAAABBBB")
    trouble = code.trouble.value
    assert isinstance(trouble, CodeUsedUp) and trouble.advice == ANOTHER
    assert code.again.left.value == 0
    code.resend()
    assert code.sent.value.startswith("A new code is on its way.")
    code.submit(server.code_for(FORM.email))
    learner = who(desk)
    assert learner is not None and learner.email == FORM.email


def test_a_code_that_was_right_and_whose_answer_was_lost_leads_in(
    code: CodePresenter, desk: Desk, server: FakeServer, navigation: Navigation
) -> None:
    server.accounts[FORM.email].verified = True
    server.sessions.clear()
    code.submit("AAAABBBB")
    code.resend()
    assert (navigation.place.value.page, desk.learner().has_account) == ("home", True)


def test_asvs_6_3_8_whoever_registers_a_known_address_reads_the_same_when_the_code_is_used_up(
    desk: Desk, account: AccountPresenter, navigation: Navigation, ana_elsewhere: FakeAccount, server: FakeServer
) -> None:
    ana_elsewhere.password = "another one of its owner"
    code = waiting(desk, account, navigation, register(desk, FORM))
    server.sessions.clear()
    code.submit("AAAABBBB")
    code.resend()
    assert (code.trouble.value, code.sent.value[:10]) == (None, "A new code")


def test_a_second_factor_that_is_over_leads_back_to_the_sign_in(
    desk: Desk, account: AccountPresenter, navigation: Navigation, ana_elsewhere: FakeAccount, server: FakeServer
) -> None:
    ana_elsewhere.second_factor = "123456"
    pending = sign_in(desk, FORM.email, FORM.password)
    assert isinstance(pending, Pending)
    code = waiting(desk, account, navigation, pending)
    server.sessions.clear()
    code.submit("123456")
    assert code.trouble.value is not None and code.trouble.value.advice == ANEW


def test_a_proven_address_may_need_its_second_factor_after_the_new_code(
    code: CodePresenter, server: FakeServer, account: AccountPresenter, navigation: Navigation
) -> None:
    server.accounts[FORM.email].verified = True
    server.accounts[FORM.email].second_factor = "123456"
    server.sessions.clear()
    code.submit("AAAABBBB")
    code.resend()
    pending = account.entry.pending
    assert pending is not None and pending.step == "second_factor"
    assert navigation.place.value.page == "code"


def test_another_code_for_a_forgotten_password_keeps_the_page(
    desk: Desk,
    account: AccountPresenter,
    navigation: Navigation,
    ana_elsewhere: FakeAccount,
    server: FakeServer,
) -> None:
    account.entry.wait_for_code(request_reset(desk, FORM.email))
    navigation.go("new_password")
    page = NewPasswordPresenter(desk, AtOnce(), account, navigation)
    server.sessions.clear()
    page.submit("AAAABBBB", "eleven lamps above water")
    page.resend()
    assert (page.sent.value[:10], navigation.place.value.page) == ("A new code", "new_password")
    page.submit(server.code_for(FORM.email), "eleven lamps above water")
    assert navigation.place.value.page == "home"


def test_another_code_for_another_email(
    ana: Desk, account: AccountPresenter, navigation: Navigation, server: FakeServer
) -> None:
    code = waiting(ana, account, navigation, change_email(ana, FORM.password, "bell@example.org"))
    server.sessions.clear()
    code.submit("AAAABBBB")
    code.resend()
    code.submit(server.code_for(FORM.email))
    assert account.notice.value.startswith("Your email is changed.")


def test_asvs_6_1_1_a_new_code_that_comes_too_soon_is_said_with_its_seconds_on_the_button(
    code: CodePresenter, server: FakeServer
) -> None:
    def too_soon() -> None:
        raise WaitBeforeTrying(43)

    server.sessions.clear()
    code.submit("AAAABBBB")
    server.fault = too_soon
    code.resend()
    assert (code.again.left.value, code.wait.left.value) == (43, 43)


def test_without_a_connection_it_is_said_and_can_be_tried_again(
    code: CodePresenter, server: FakeServer, clock: HandClock
) -> None:
    def away() -> None:
        raise Offline

    clock.advance(RESEND_SECONDS)
    server.fault = away
    code.resend()
    assert isinstance(code.trouble.value, Offline)
    assert code.again.left.value == 0
