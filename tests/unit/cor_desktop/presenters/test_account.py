from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import GuestProgress, guest_progress
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import Learner, record
from cor_desktop.errors import NotSaved
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.navigation import Navigation
from tests.factories.modules import a_module
from tests.fakes.background import AtOnce, WhenTold
from tests.fakes.server import FakeServer

MODULE = a_module("one", "two")


def test_nobody_is_known_before_the_first_start(account: AccountPresenter) -> None:
    account.load()
    assert (account.learner.value, account.started) == (None, False)


def test_a_signed_in_learner_is_known_by_name(ana: Desk, account: AccountPresenter) -> None:
    account.load()
    assert account.learner.value == Learner(True, False, "Ana", "Bell", "ana@example.org")


def test_a_name_that_cannot_be_opened_stops_nobody(ana: Desk, account: AccountPresenter, tmp_path: Path) -> None:
    ana.vault.forget()
    account.load()
    assert account.learner.value == Learner(signed_in=False, guest=False)
    assert account.trouble.value is not None


def test_signing_in_leads_home(account: AccountPresenter, navigation: Navigation) -> None:
    account.arrived(None)
    assert navigation.place.value.page == "home"


def test_a_guests_progress_is_asked_about_first(account: AccountPresenter, navigation: Navigation) -> None:
    account.arrived(GuestProgress("somebody", 2, datetime.date(2026, 5, 3)))
    assert navigation.place.value.page == "yours"
    assert account.question == "2 modules, started 3 May 2026"


@pytest.fixture
def after_guest(desk: Desk, account: AccountPresenter, server: FakeServer) -> AccountPresenter:
    """Somebody learned as a guest, then Ana signed in to the account she has."""
    server.accounts["ana@example.org"] = ("Ana", "Bell", "words", "a" * 26)
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    guest = guest_progress(desk, desk.learner().id)
    sign_in(desk, "ana@example.org", "words")
    account.arrived(guest)
    return account


def test_what_is_hers_joins_her_record(after_guest: AccountPresenter, desk: Desk, navigation: Navigation) -> None:
    after_guest.join_guest()
    assert record(desk)["a-module"].state == "started"
    assert navigation.place.value.page == "home"


def test_what_is_somebody_elses_stays_out(after_guest: AccountPresenter, desk: Desk, navigation: Navigation) -> None:
    after_guest.leave_guest()
    assert record(desk) == {}
    assert navigation.place.value.page == "home"


def test_joining_without_a_question_just_leads_home(account: AccountPresenter, navigation: Navigation) -> None:
    navigation.go("yours")
    account.join_guest()
    assert (navigation.place.value.page, account.question) == ("home", "")


def test_a_full_disk_keeps_the_question_open(
    after_guest: AccountPresenter, navigation: Navigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_desk: Desk, _guest: GuestProgress) -> None:
        raise NotSaved

    monkeypatch.setattr("cor_desktop.presenters.account.join_guest_progress", full)
    after_guest.join_guest()
    assert isinstance(after_guest.trouble.value, NotSaved)
    assert navigation.place.value.page == "yours"


def test_signing_out_leads_to_the_first_page(ana: Desk, account: AccountPresenter, navigation: Navigation) -> None:
    account.load()
    account.sign_out()
    assert (navigation.place.value.page, account.learner.value, account.started) == ("welcome", None, False)


def test_signing_out_twice_happens_once(ana: Desk, navigation: Navigation) -> None:
    background = WhenTold()
    account = AccountPresenter(ana, background, navigation)
    account.sign_out()
    account.sign_out()
    assert (len(background.waiting), account.leaving.value) == (1, True)


def test_a_full_disk_keeps_the_learner_signed_in(
    ana: Desk, navigation: Navigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_desk: Desk) -> None:
        raise NotSaved

    monkeypatch.setattr("cor_desktop.presenters.account.sign_out", full)
    account = AccountPresenter(ana, AtOnce(), navigation)
    account.sign_out()
    assert (account.leaving.value, navigation.place.value.page) == (False, "home")
    assert isinstance(account.trouble.value, NotSaved)
