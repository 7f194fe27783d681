from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.my_account import MyAccount
from cor_desktop.actions.pending import Pending
from cor_desktop.errors import Offline
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.code import CodePresenter
from cor_desktop.presenters.my_account import DetailsPresenter, EmailPresenter, PasswordPresenter
from cor_desktop.presenters.navigation import Navigation
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeServer
from tests.unit.cor_desktop.presenters.conftest import FORM

NEW = "eleven lamps above water"


@pytest.fixture
def details(ana: Desk, account: AccountPresenter) -> DetailsPresenter:
    account.load()
    presenter = DetailsPresenter(ana, AtOnce(), account)
    presenter.look_up()
    return presenter


@pytest.fixture
def password(ana: Desk, account: AccountPresenter) -> PasswordPresenter:
    account.load()
    return PasswordPresenter(ana, AtOnce(), account)


@pytest.fixture
def email(ana: Desk, account: AccountPresenter, navigation: Navigation) -> EmailPresenter:
    return EmailPresenter(ana, AtOnce(), account, navigation)


def fields(**changed: str) -> dict[str, str]:
    return {"first_name": "Ana", "last_name": "Bell", "organization_type": "", "association": ""} | changed


def test_m1_what_stands_in_the_account_is_shown(details: DetailsPresenter) -> None:
    assert details.account.value == MyAccount("Ana", "Bell", FORM.email, "", "", False, True)


def test_without_the_server_nothing_is_said_until_something_is_changed(
    details: DetailsPresenter, server: FakeServer
) -> None:
    def away() -> None:
        raise Offline

    server.fault = away
    details.look_up()
    assert details.trouble.value is None
    details.save(fields(last_name="Moreno"))
    assert isinstance(details.trouble.value, Offline)


def test_m1_a_name_is_changed_in_place_and_greets(
    details: DetailsPresenter, account: AccountPresenter, server: FakeServer
) -> None:
    details.save(fields(last_name="Moreno", association="Guild of Tutors"))
    learner = account.learner.value
    assert learner is not None and learner.last_name == "Moreno"
    assert details.saved.value.startswith("Saved.")
    assert server.accounts[FORM.email].reply.association == "Guild of Tutors"


def test_m1_a_name_has_to_stay(details: DetailsPresenter) -> None:
    details.save(fields(first_name=" "))
    assert set(details.faults.value) == {"first_name"}


def test_a_new_password_needs_the_present_one_and_the_same_rules(password: PasswordPresenter) -> None:
    password.submit("", "AnaBellAnaBell2026")
    assert set(password.faults.value) == {"old_password", "password"}


def test_a_wrong_present_password_is_told_beside_its_field(password: PasswordPresenter) -> None:
    password.submit("other words entirely here", NEW)
    assert set(password.faults.value) == {"old_password"}


def test_a_password_is_changed(password: PasswordPresenter, server: FakeServer) -> None:
    password.submit(FORM.password, NEW)
    assert password.changed.value.startswith("Your password is changed.")
    assert server.accounts[FORM.email].password == NEW


def test_another_address_is_proven_by_a_code(
    email: EmailPresenter, ana: Desk, account: AccountPresenter, navigation: Navigation, server: FakeServer
) -> None:
    email.submit("ana.bell@example.org", FORM.password)
    pending = account.entry.pending
    assert isinstance(pending, Pending) and pending.step == "email_change"
    assert navigation.place.value.page == "code"
    CodePresenter(ana, AtOnce(), account, navigation).submit(server.code_for("ana.bell@example.org"))
    learner = account.learner.value
    assert learner is not None and learner.email == "ana.bell@example.org"
    assert navigation.place.value.page == "account"


def test_what_is_missing_for_another_address_is_said(email: EmailPresenter) -> None:
    email.submit("ana", "")
    assert set(email.faults.value) == {"email", "old_password"}
