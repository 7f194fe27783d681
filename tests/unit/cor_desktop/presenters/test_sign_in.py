from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.errors import WrongCredentials
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.sign_in import SignInPresenter
from tests.factories.modules import a_module
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeServer


@pytest.fixture
def form(desk: Desk, account: AccountPresenter, server: FakeServer) -> SignInPresenter:
    server.accounts["ana@example.org"] = ("Ana", "Bell", "four quiet words", "a" * 26)
    return SignInPresenter(desk, AtOnce(), account)


def test_signing_in_leads_home(form: SignInPresenter, navigation: Navigation, account: AccountPresenter) -> None:
    form.submit("ana@example.org", "four quiet words")
    learner = account.learner.value
    assert navigation.place.value.page == "home"
    assert learner is not None and learner.first_name == "Ana"


def test_a_guests_progress_is_asked_about(form: SignInPresenter, desk: Desk, navigation: Navigation) -> None:
    start_learning(desk)
    open_activity(desk, a_module("one"), "one")
    form.submit("ana@example.org", "four quiet words")
    assert navigation.place.value.page == "yours"


def test_a_wrong_password_is_told(form: SignInPresenter) -> None:
    form.submit("ana@example.org", "other words")
    assert isinstance(form.trouble.value, WrongCredentials)


def test_an_empty_form_says_what_is_missing(form: SignInPresenter) -> None:
    form.submit("", "")
    assert set(form.faults.value) == {"email", "password"}
