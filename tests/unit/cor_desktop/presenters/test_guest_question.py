from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import GuestProgress
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import record
from cor_desktop.errors import NotSaved
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.guest_question import GuestQuestion
from cor_desktop.presenters.navigation import Navigation
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in
from tests.fakes.server import FakeAccount
from tests.unit.cor_desktop.presenters.conftest import FORM


@pytest.fixture
def question(desk: Desk, account: AccountPresenter, ana_elsewhere: FakeAccount) -> GuestQuestion:
    """Somebody learned as a guest, then Ana signed in to the account she has."""
    start_learning(desk)
    open_activity(desk, a_module("one", "two"), "one")
    account.arrived(come_in(desk, FORM.email, FORM.password))
    return account.guest


def test_b5_a_guests_progress_is_asked_about_first(question: GuestQuestion, navigation: Navigation) -> None:
    assert navigation.place.value.page == "yours"
    assert question.words == "1 module, started 24 November 2026"


def test_b5_what_is_hers_joins_her_record(question: GuestQuestion, desk: Desk, navigation: Navigation) -> None:
    question.join()
    assert record(desk)["a-module"].state == "started"
    assert (navigation.place.value.page, question.asking) == ("home", "")


def test_b5_what_is_somebody_elses_stays_out(question: GuestQuestion, desk: Desk, navigation: Navigation) -> None:
    question.leave()
    assert record(desk) == {}
    assert (navigation.place.value.page, question.asking) == ("home", "")


def test_joining_without_a_question_just_leads_home(account: AccountPresenter, navigation: Navigation) -> None:
    navigation.go("yours")
    account.guest.join()
    assert (navigation.place.value.page, account.guest.words) == ("home", "")


def test_b5_signing_out_while_it_is_open_leaves_the_guest_where_they_were(
    question: GuestQuestion, account: AccountPresenter, desk: Desk
) -> None:
    account.sign_out()
    start_learning(desk)
    assert record(desk)["a-module"].state == "started"


def test_a_full_disk_keeps_the_question_open(
    question: GuestQuestion, navigation: Navigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_desk: Desk, _guest: GuestProgress) -> None:
        raise NotSaved

    monkeypatch.setattr("cor_desktop.presenters.guest_question.join_guest_progress", full)
    question.join()
    assert isinstance(question.trouble.value, NotSaved)
    assert (navigation.place.value.page, bool(question.asking)) == ("yours", True)
