from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import Offline
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.reset import CHANGED, NewPasswordPresenter, ResetPresenter
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeAccount, FakeServer

EMAIL, NEW = "ana@example.org", "eleven lamps above water"


@pytest.fixture
def form(desk: Desk, account: AccountPresenter, navigation: Navigation, ana_elsewhere: FakeAccount) -> ResetPresenter:
    navigation.go("reset")
    return ResetPresenter(desk, AtOnce(), account, navigation)


@pytest.fixture
def asked(form: ResetPresenter, desk: Desk, account: AccountPresenter, navigation: Navigation) -> NewPasswordPresenter:
    """A code is on its way to Ana."""
    form.submit(EMAIL)
    return NewPasswordPresenter(desk, AtOnce(), account, navigation)


def test_m11_the_code_and_a_new_password_sign_in(
    asked: NewPasswordPresenter, server: FakeServer, navigation: Navigation, account: AccountPresenter
) -> None:
    asked.submit(server.code_for(EMAIL), NEW)
    learner = account.learner.value
    assert navigation.place.value.page == "home"
    assert learner is not None and learner.first_name == "Ana"
    assert server.accounts[EMAIL].password == NEW


def test_asvs_6_3_8_an_unknown_address_is_answered_alike(form: ResetPresenter, navigation: Navigation) -> None:
    form.submit("nobody@example.org")
    assert navigation.place.value.page == "new_password"


def test_no_address_is_told(form: ResetPresenter) -> None:
    form.submit("ana")
    assert set(form.faults.value) == {"email"}
    assert form.email == "ana"


def test_what_is_missing_is_said_beside_each_field(asked: NewPasswordPresenter) -> None:
    asked.submit("", "short")
    assert set(asked.faults.value) == {"code", "password"}


def test_a_wrong_code_is_told_beside_the_field(asked: NewPasswordPresenter) -> None:
    asked.submit("AAAABBBB", NEW)
    assert set(asked.faults.value) == {"code"}


def test_asvs_6_4_3_a_second_factor_is_still_asked_for(
    asked: NewPasswordPresenter, server: FakeServer, navigation: Navigation, account: AccountPresenter
) -> None:
    server.accounts[EMAIL].second_factor = "123456"
    asked.submit(server.code_for(EMAIL), NEW)
    pending = account.entry.pending
    assert navigation.place.value.page == "code"
    assert pending is not None and pending.step == "second_factor"


def test_where_signing_in_fails_afterwards_the_sign_in_page_says_that_the_password_is_changed(
    asked: NewPasswordPresenter,
    server: FakeServer,
    navigation: Navigation,
    account: AccountPresenter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_typed: object) -> None:
        raise Offline

    monkeypatch.setattr(server, "log_in", away)
    asked.submit(server.code_for(EMAIL), NEW)
    assert (navigation.place.value.page, account.entry.sentence, account.entry.email) == ("sign_in", CHANGED, EMAIL)


def test_mail_that_is_late_is_said(
    form: ResetPresenter, desk: Desk, account: AccountPresenter, navigation: Navigation, server: FakeServer
) -> None:
    server.mail_flows = False
    form.submit(EMAIL)
    assert NewPasswordPresenter(desk, AtOnce(), account, navigation).mail_is_slow


def test_the_way_back(form: ResetPresenter, asked: NewPasswordPresenter, navigation: Navigation) -> None:
    assert "If ana@example.org has an account" in asked.lead
    asked.back()
    assert navigation.place.value.page == "reset"
    form.back()
    assert navigation.place.value.page == "home"


def test_without_anything_to_wait_for_it_leads_back(
    desk: Desk, account: AccountPresenter, navigation: Navigation
) -> None:
    navigation.go("new_password")
    lost = NewPasswordPresenter(desk, AtOnce(), account, navigation)
    lost.submit("AAAABBBB", NEW)
    assert (navigation.place.value.page, lost.names()) == ("home", ())
