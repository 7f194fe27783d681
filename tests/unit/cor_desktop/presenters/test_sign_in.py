from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import Learner
from cor_desktop.errors import NotKnownHere, NotSaved, Offline, WaitBeforeTrying, WrongCredentials, WrongPassword
from cor_desktop.presenters.account import OFFLINE, AccountPresenter
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.sign_in import SignInPresenter
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in
from tests.fakes.background import AtOnce
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeAccount, FakeServer

EMAIL, PASSWORD = "ana@example.org", "paper boats cross quietly"


def away() -> None:
    raise Offline


@pytest.fixture
def form(desk: Desk, account: AccountPresenter, navigation: Navigation, ana_elsewhere: FakeAccount) -> SignInPresenter:
    return SignInPresenter(desk, AtOnce(), account, navigation)


@pytest.fixture
def known(form: SignInPresenter, desk: Desk) -> SignInPresenter:
    """Ana signed in here before, wished to be remembered, and signed out."""
    come_in(desk, EMAIL, PASSWORD, remember=True)
    sign_out(desk)
    return form


def test_signing_in_leads_home(form: SignInPresenter, navigation: Navigation, account: AccountPresenter) -> None:
    form.submit(EMAIL, PASSWORD, remember=False)
    learner = account.learner.value
    assert navigation.place.value.page == "home"
    assert learner is not None and learner.first_name == "Ana"
    assert account.notice.value == ""


def test_b5_a_guests_progress_is_asked_about(form: SignInPresenter, desk: Desk, navigation: Navigation) -> None:
    start_learning(desk)
    open_activity(desk, a_module("one"), "one")
    form.submit(EMAIL, PASSWORD, remember=False)
    assert navigation.place.value.page == "yours"


def test_a_wrong_password_is_told(form: SignInPresenter) -> None:
    form.submit(EMAIL, "other words", remember=False)
    assert isinstance(form.trouble.value, WrongCredentials)


def test_an_empty_form_says_what_is_missing(form: SignInPresenter) -> None:
    form.submit("", "", remember=False)
    assert set(form.faults.value) == {"email", "password"}


def test_whoever_signed_in_here_before_needs_no_server(
    known: SignInPresenter, server: FakeServer, account: AccountPresenter, navigation: Navigation
) -> None:
    server.fault = away
    known.submit(EMAIL, PASSWORD, remember=False)
    assert (navigation.place.value.page, account.notice.value) == ("home", OFFLINE)
    account.seen()
    assert account.notice.value == ""


def test_working_offline_is_no_hindrance_either(known: SignInPresenter, desk: Desk, navigation: Navigation) -> None:
    desk.settings.set("work_offline", True)
    known.submit(EMAIL, PASSWORD, remember=False)
    assert navigation.place.value.page == "home"


def test_whoever_never_was_here_is_told_that_the_first_time_needs_the_server(form: SignInPresenter, desk: Desk) -> None:
    desk.settings.set("work_offline", True)
    form.submit(EMAIL, PASSWORD, remember=False)
    assert isinstance(form.trouble.value, NotKnownHere)


def test_asvs_6_1_1_a_delay_runs_down_and_nobody_asks_before_it_is_over(
    form: SignInPresenter, server: FakeServer, clock: HandClock, navigation: Navigation
) -> None:
    server.wait = 8
    form.submit(EMAIL, PASSWORD, remember=False)
    assert isinstance(form.trouble.value, WaitBeforeTrying)
    assert form.wait.left.value == 8
    server.wait = 0
    form.submit(EMAIL, PASSWORD, remember=False)
    assert navigation.place.value.page != "sign_in" and form.wait.left.value == 8
    clock.advance(8)
    form.submit(EMAIL, PASSWORD, remember=False)
    assert navigation.place.value.page == "home"


def test_a_second_factor_leads_to_its_code(
    form: SignInPresenter, ana_elsewhere: FakeAccount, navigation: Navigation, account: AccountPresenter
) -> None:
    ana_elsewhere.second_factor = "123456"
    form.submit(EMAIL, PASSWORD, remember=False)
    pending = account.entry.pending
    assert navigation.place.value.page == "code"
    assert pending is not None and pending.step == "second_factor"


def test_m6_a_remembered_name_is_offered_and_signs_in_with_the_password_alone(
    known: SignInPresenter, navigation: Navigation
) -> None:
    known.look_up()
    (name,) = known.names.value
    assert name.name == "Ana Bell"
    known.choose(name)
    known.submit("", PASSWORD, remember=False)
    assert navigation.place.value.page == "home"


def test_m6_a_name_can_be_taken_off_the_list(known: SignInPresenter) -> None:
    known.look_up()
    known.choose(known.names.value[0])
    known.forget(known.names.value[0])
    assert (known.names.value, known.chosen.value) == ((), None)


def test_who_else_can_vouch_for_somebody_is_offered(form: SignInPresenter, server: FakeServer, desk: Desk) -> None:
    server.single_sign_on = (("lincoln", "Lincoln District"),)
    form.look_up()
    assert form.providers.value == (("lincoln", "Lincoln District"),)


def test_nobody_is_asked_for_that_while_working_offline(form: SignInPresenter, server: FakeServer, desk: Desk) -> None:
    server.single_sign_on = (("lincoln", "Lincoln District"),)
    desk.settings.set("work_offline", True)
    form.look_up()
    assert form.providers.value == ()


def test_a_forgotten_password_takes_the_address_along(
    form: SignInPresenter, account: AccountPresenter, navigation: Navigation
) -> None:
    form.forgot_password(EMAIL)
    assert (navigation.place.value.page, account.entry.email) == ("reset", EMAIL)


def test_the_other_ways(form: SignInPresenter, navigation: Navigation) -> None:
    navigation.go("sign_in")
    form.register()
    assert navigation.place.value.page == "register"
    form.back()
    assert navigation.place.value.page == "sign_in"
    form.by_browser("lincoln")
    assert navigation.place.value == ("browser", "lincoln")


def test_b5_nobody_is_learning_so_that_learning_without_an_account_is_offered(
    known: SignInPresenter, account: AccountPresenter, navigation: Navigation
) -> None:
    navigation.restart("sign_in")
    assert (known.may_start, known.can_go_back) == (True, False)
    known.start()
    assert (navigation.place.value.page, account.started) == ("home", True)
    assert (known.may_start, known.can_go_back) == (False, True)


def test_b5_a_learner_who_left_a_shared_computer_locked_keeps_nobody_from_learning(
    form: SignInPresenter, desk: Desk, account: AccountPresenter, navigation: Navigation
) -> None:
    come_in(desk, EMAIL, PASSWORD)
    ana = desk.learner().id
    account.load()
    account.lock()
    on_own_computer = form.may_start
    desk.settings.set("shared_machine", True)
    assert (on_own_computer, form.may_start) == (False, True)
    form.start()
    assert (navigation.place.value.page, account.locked.value, desk.session.locked) == ("home", False, False)
    assert account.learner.value == Learner(signed_in=False, guest=True)
    assert desk.learner().id != ana


def test_a_full_disk_is_told_where_learning_should_begin(
    form: SignInPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_desk: Desk) -> None:
        raise NotSaved

    monkeypatch.setattr("cor_desktop.presenters.account.start_learning", full)
    form.start()
    assert isinstance(form.trouble.value, NotSaved)


def test_a_wrong_password_of_a_remembered_name_speaks_of_no_email(known: SignInPresenter) -> None:
    known.look_up()
    (name,) = known.names.value
    known.choose(name)
    known.submit("", "other words", remember=False)
    assert isinstance(known.trouble.value, WrongPassword)
