from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import who
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.register import RegisterPresenter, Typed, find_faults
from tests.fakes.background import AtOnce

GOOD = Typed("Ana", "Bell", "ana@example.org", "four quiet words here")


@pytest.fixture
def form(desk: Desk, account: AccountPresenter) -> RegisterPresenter:
    return RegisterPresenter(desk, AtOnce(), account)


def test_a_good_form_makes_an_account_and_leads_home(
    form: RegisterPresenter, desk: Desk, navigation: Navigation
) -> None:
    navigation.go("register")
    form.submit(GOOD)
    learner = who(desk)
    assert learner is not None and learner.email == "ana@example.org"
    assert navigation.place.value.page == "home"


def test_an_empty_form_says_what_is_missing_beside_each_field(form: RegisterPresenter) -> None:
    form.submit(Typed("", " ", "", ""))
    assert set(form.faults.value) == {"first_name", "last_name", "email", "password"}


def test_a_short_password_is_told_its_length() -> None:
    assert find_faults(GOOD._replace(password="short")) == {
        "password": "Please use at least 15 characters. This has 5."
    }


def test_fifteen_characters_are_enough() -> None:
    assert find_faults(GOOD._replace(password="x" * 15)) == {}
