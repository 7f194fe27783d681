from __future__ import annotations

import pytest

from cor_desktop.actions.accounts import move_in, this_machine
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.actions.unlock import WaysBack
from cor_desktop.errors import Offline, WaitBeforeTrying, WrongCredentials
from cor_desktop.presenters.account import OFFLINE, AccountPresenter
from cor_desktop.presenters.navigation import Navigation, Place
from cor_desktop.presenters.unlock import UnlockPresenter
from cor_desktop.store.learners import keep_page
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeAccount, FakeServer
from tests.unit.cor_desktop.presenters.conftest import FORM


@pytest.fixture
def locked(ana: Desk, account: AccountPresenter, navigation: Navigation) -> UnlockPresenter:
    """Ana stepped away."""
    account.load()
    account.lock()
    return UnlockPresenter(ana, AtOnce(), account, navigation)


def test_m6_the_password_opens_it(locked: UnlockPresenter, account: AccountPresenter) -> None:
    locked.submit(FORM.password)
    assert (account.locked.value, account.notice.value) == (False, "")


def test_m6_the_password_opens_it_without_the_server(
    locked: UnlockPresenter, account: AccountPresenter, server: FakeServer
) -> None:
    def away() -> None:
        raise Offline

    server.fault = away
    locked.submit(FORM.password)
    assert (account.locked.value, account.notice.value) == (False, OFFLINE)


def test_no_password_asks_for_one(locked: UnlockPresenter) -> None:
    locked.submit("")
    assert set(locked.faults.value) == {"password"}


def test_asvs_6_3_1_wrong_passwords_make_the_next_one_wait(locked: UnlockPresenter, ana: Desk) -> None:
    ana.settings.set("work_offline", True)
    locked.submit("other words")
    assert isinstance(locked.trouble.value, WrongCredentials)
    assert "email" not in str(locked.trouble.value).lower(), "none was typed"
    assert "If you changed it elsewhere, choose “Somebody else? Sign in”." in str(locked.trouble.value)
    for _ in range(20):
        locked.submit("other words")
    assert isinstance(locked.trouble.value, WaitBeforeTrying)
    assert locked.wait.left.value > 0


def test_the_other_ways(locked: UnlockPresenter, navigation: Navigation) -> None:
    locked.somebody_else()
    assert navigation.place.value.page == "sign_in"
    locked.forgot_password()
    assert navigation.place.value.page == "reset"


@pytest.fixture
def by_browser(
    desk: Desk, server: FakeServer, ana_elsewhere: FakeAccount, account: AccountPresenter, navigation: Navigation
) -> UnlockPresenter:
    """Ana signed in with her organization, chose no passphrase, and stepped away."""
    server.single_sign_on = (("lakeside", "Lakeside"),)
    move_in(desk, server.signed_in_on(FORM.email, this_machine(desk)), None, here_only=True)
    account.load()
    account.lock()
    return UnlockPresenter(desk, AtOnce(), account, navigation)


def test_whoever_has_a_password_is_led_to_no_browser(locked: UnlockPresenter, server: FakeServer) -> None:
    server.single_sign_on = (("lakeside", "Lakeside"),)
    locked.look_up()
    assert (locked.ways, locked.providers.value) == (WaysBack(password=True, browser=False), ())


def test_m6_whoever_has_no_passphrase_comes_back_through_their_organization(
    by_browser: UnlockPresenter, navigation: Navigation
) -> None:
    assert by_browser.ways == WaysBack(password=False, browser=True)
    by_browser.look_up()
    assert by_browser.providers.value == (("lakeside", "Lakeside"),)
    by_browser.by_browser("lakeside")
    assert navigation.place.value == Place("browser", "lakeside")


def test_m6_whoever_comes_back_through_the_browser_is_where_they_were(
    by_browser: UnlockPresenter, desk: Desk, account: AccountPresenter, navigation: Navigation, server: FakeServer
) -> None:
    with desk.store.transaction() as connection:
        keep_page(connection, desk.learner().id, "module a-module")
    signed_in = move_in(desk, server.signed_in_on(FORM.email, this_machine(desk)), None, here_only=True)
    account.arrived(SignedIn(signed_in, None))
    assert (navigation.place.value, account.locked.value) == (Place("module", "a-module"), False)


def test_what_is_in_the_way_of_the_browser_is_said_and_working_offline_ends(
    by_browser: UnlockPresenter, desk: Desk, server: FakeServer
) -> None:
    def away() -> None:
        raise Offline

    desk.settings.set("work_offline", True)
    by_browser.look_up()
    offered = len(by_browser.providers.value)
    server.fault = away
    by_browser.look_up_again()
    assert isinstance(by_browser.trouble.value, Offline)
    server.fault = lambda: None
    by_browser.look_up_again()
    assert (offered, len(by_browser.providers.value), desk.settings.work_offline) == (0, 1, False)


def test_m6_a_password_that_was_changed_elsewhere_leads_to_the_sign_in_which_says_why(
    locked: UnlockPresenter, account: AccountPresenter, navigation: Navigation, server: FakeServer
) -> None:
    server.password_is_changed_elsewhere(FORM.email, "eleven lamps above water")
    locked.submit(FORM.password)
    assert (navigation.place.value.page, account.locked.value) == ("sign_in", True)
    assert account.entry.sentence.startswith("Your password was changed. Please sign in with the new one.")
