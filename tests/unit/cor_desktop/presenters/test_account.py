from __future__ import annotations

import pytest

from cor_desktop.actions.accounts import Account
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.ending import end_here
from cor_desktop.actions.forget_me import forget_me
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.unlock import unlock
from cor_desktop.actions.views import Learner
from cor_desktop.errors import NotSaved, SignInAgain
from cor_desktop.presenters.account import OFFLINE, AccountPresenter
from cor_desktop.presenters.navigation import Navigation, Place
from cor_protocol.accounts import Ended
from tests.fakes.background import AtOnce, WhenTold
from tests.fakes.server import FakeServer
from tests.unit.cor_desktop.presenters.conftest import FORM

ANA = Account("Ana", "Bell", "ana@example.org")


def full(_desk: Desk) -> None:
    raise NotSaved


def test_nobody_is_known_before_the_first_start(account: AccountPresenter) -> None:
    account.load()
    assert (account.learner.value, account.started) == (None, False)


def test_a_signed_in_learner_is_known_by_name(ana: Desk, account: AccountPresenter) -> None:
    account.load()
    assert account.learner.value == Learner(True, False, "Ana", "Bell", "ana@example.org")


def test_a_sign_in_that_ended_shows_no_name_and_stops_nobody(ana: Desk, account: AccountPresenter) -> None:
    end_here(ana, ana.learner().id, SignInAgain())
    account.load()
    learner = account.learner.value
    assert learner is not None and (learner.signed_in, learner.first_name) == (False, "")


def test_signing_in_leads_home(account: AccountPresenter, navigation: Navigation) -> None:
    account.arrived(SignedIn(ANA, None))
    assert (navigation.place.value.page, account.notice.value) == ("home", "")


def test_signing_in_without_the_server_is_said(account: AccountPresenter) -> None:
    account.arrived(SignedIn(ANA, None, offline=True))
    assert account.notice.value == OFFLINE
    account.seen()
    assert account.notice.value == ""


def test_whoever_turns_back_comes_where_they_were_or_where_a_start_opens(
    account: AccountPresenter, navigation: Navigation
) -> None:
    navigation.go("help")
    navigation.go("sign_in")
    account.turn_back()
    assert navigation.place.value.page == "help"
    navigation.restart("sign_in")
    account.turn_back()
    assert navigation.place.value.page == "welcome"


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
    monkeypatch.setattr("cor_desktop.presenters.account.sign_out", full)
    account = AccountPresenter(ana, AtOnce(), navigation)
    account.sign_out()
    assert (account.leaving.value, navigation.place.value.page) == (False, "home")
    assert isinstance(account.trouble.value, NotSaved)


def test_m6_locking_leaves_no_name_and_one_page(ana: Desk, account: AccountPresenter, navigation: Navigation) -> None:
    account.load()
    account.lock()
    assert (account.locked.value, account.learner.value, navigation.place.value) == (True, None, Place("lock"))
    assert ana.session.locked


def test_m6_a_full_disk_locks_the_screen_and_says_so(
    ana: Desk, account: AccountPresenter, navigation: Navigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cor_desktop.presenters.account.lock", full)
    account.load()
    account.lock()
    assert navigation.place.value.page == "lock"
    assert isinstance(account.trouble.value, NotSaved)


def test_a_guest_has_nothing_to_lock(guest: Desk, account: AccountPresenter, navigation: Navigation) -> None:
    account.load()
    account.lock()
    assert (account.locked.value, navigation.place.value.page) == (False, "home")


def test_m6_unlocking_leads_back(ana: Desk, account: AccountPresenter, navigation: Navigation) -> None:
    account.load()
    account.lock()
    account.unlocked(unlock(ana, FORM.password))
    learner = account.learner.value
    assert learner is not None and learner.first_name == "Ana"
    assert (account.locked.value, navigation.place.value.page) == (False, "home")


def test_m6_a_second_factor_is_asked_for_on_the_page_after_unlocking(
    ana: Desk, account: AccountPresenter, navigation: Navigation, server: FakeServer
) -> None:
    server.accounts[FORM.email].second_factor = "123456"
    account.load()
    account.lock()
    answer = unlock(ana, FORM.password)
    assert isinstance(answer, Pending)
    account.unlocked(answer)
    assert (navigation.place.value.page, account.entry.pending) == ("code", answer)
    account.turn_back()
    assert navigation.place.value.page == "home"


@pytest.mark.parametrize(("shared", "minutes", "patience"), [(False, 0, 1800), (True, 0, 600), (False, 5, 300)])
def test_asvs_7_3_1_how_long_a_learner_may_be_away(
    ana: Desk, account: AccountPresenter, shared: bool, minutes: int, patience: int
) -> None:
    ana.settings.set("shared_machine", shared)
    ana.settings.set("idle_minutes", minutes)
    account.load()
    assert account.patience == patience
    account.lock()
    assert account.patience == 0


def test_a_guest_may_be_away_for_ever_on_an_own_computer_and_ten_minutes_on_a_shared_one(
    guest: Desk, account: AccountPresenter
) -> None:
    account.load()
    assert account.patience == 0
    guest.settings.set("shared_machine", True)
    assert account.patience == 600
    assert "begins anew" in account.what_idling_ends


def test_m6_who_is_away_is_locked(ana: Desk, account: AccountPresenter, navigation: Navigation) -> None:
    account.load()
    assert "your password opens it again" in account.what_idling_ends
    account.away()
    assert navigation.place.value.page == "lock"


def test_b5_a_guest_who_is_away_from_a_shared_computer_is_done(
    guest: Desk, account: AccountPresenter, navigation: Navigation
) -> None:
    guest.settings.set("shared_machine", True)
    account.load()
    account.away()
    assert (navigation.place.value.page, account.started) == ("welcome", False)


def test_a_full_disk_keeps_the_guest(
    guest: Desk, account: AccountPresenter, navigation: Navigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cor_desktop.presenters.account.end_guest", full)
    account.end_guest()
    assert navigation.place.value.page == "home"
    assert isinstance(account.trouble.value, NotSaved)


def test_m6_a_password_that_was_changed_elsewhere_is_told_and_the_work_stays(
    ana: Desk, account: AccountPresenter, server: FakeServer
) -> None:
    account.load()
    server.password_is_changed_elsewhere(FORM.email, "eleven lamps above water")
    account.heard(synchronize(ana))
    learner = account.learner.value
    assert learner is not None and not learner.signed_in
    assert account.ended.startswith("Your password was changed.")
    assert account.started


def test_m6_a_sign_in_that_was_ended_elsewhere_is_told(
    ana: Desk, account: AccountPresenter, server: FakeServer
) -> None:
    for token in server.tokens.values():
        token.why = Ended.ELSEWHERE
    account.heard(synchronize(ana))
    assert "from another place" in account.ended


def test_another_address_is_said_on_the_account_page(
    ana: Desk, account: AccountPresenter, navigation: Navigation
) -> None:
    account.email_changed()
    assert navigation.place.value.page == "account"
    assert account.notice.value.startswith("Your email is changed.")


def test_whoever_is_forgotten_leaves_the_first_page(
    ana: Desk, account: AccountPresenter, navigation: Navigation
) -> None:
    account.load()
    forget_me(ana)
    account.forgotten()
    assert (navigation.place.value.page, account.learner.value) == ("welcome", None)


def test_m6_a_shared_computer_is_ready_for_the_next_sign_in(
    ana: Desk, account: AccountPresenter, navigation: Navigation
) -> None:
    ana.settings.set("shared_machine", True)
    account.load()
    account.sign_out()
    assert (navigation.place.value.page, account.learner.value) == ("sign_in", None)
