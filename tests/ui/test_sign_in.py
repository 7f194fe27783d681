from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.errors import Offline, RecordDeleted
from cor_desktop.ui.by_browser import ByBrowserPage
from cor_desktop.ui.code_page import CodePage
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.reset import ResetPage
from cor_desktop.ui.sign_in import SignInPage
from tests.fakes.a_desk import come_in
from tests.fakes.clock import HandClock
from tests.fakes.finding import button, page_of, words_on
from tests.fakes.server import FakeAccount, FakeServer
from tests.ui.conftest import FORM, house_of


def away() -> None:
    raise Offline


@pytest.fixture
def page(house: House, ana_elsewhere: FakeAccount) -> SignInPage:
    house.navigation.go("sign_in")
    return page_of(house, SignInPage)


@pytest.fixture
def known(desk: Desk, house: House, ana_elsewhere: FakeAccount) -> SignInPage:
    """Ana signed in here before, and wished that her name is remembered."""
    come_in(desk, FORM.email, FORM.password, remember=True)
    sign_out(desk)
    house.navigation.go("sign_in")
    return page_of(house, SignInPage)


def sign_in(page: SignInPage, qtbot: QtBot, password: str = FORM.password) -> None:
    qtbot.keyClicks(page.fields["email"].edit, FORM.email)
    qtbot.keyClicks(page.fields["password"].edit, password)
    qtbot.keyClick(page.fields["password"].edit, Qt.Key.Key_Return)


def test_signing_in_leads_home(house: House, page: SignInPage, qtbot: QtBot) -> None:
    sign_in(page, qtbot)
    assert page_of(house, HomePage).title.text() == "Welcome, Ana"


def test_a_wrong_password_is_told_on_the_page(page: SignInPage, qtbot: QtBot) -> None:
    sign_in(page, qtbot, "other words")
    assert page.trouble.words.startswith("Email and password do not match. Nothing was changed.")
    assert page.typed("email") == FORM.email


def test_the_first_time_without_a_connection_is_told(page: SignInPage, server: FakeServer, qtbot: QtBot) -> None:
    server.fault = away
    sign_in(page, qtbot)
    assert page.trouble.words.startswith("No connection to the server.")


def test_m6_a_remembered_name_is_a_button_and_the_address_is_nowhere(known: SignInPage, qtbot: QtBot) -> None:
    assert not any(FORM.email in label.text() for label in known.findChildren(QLabel))
    qtbot.mouseClick(button(known, "Ana Bell"), Qt.MouseButton.LeftButton)
    assert not known.fields["email"].isVisible()
    assert known.typed("email") == ""
    assert "Ana Bell" in words_on(known)


def test_m6_a_remembered_name_needs_only_the_password_and_no_network(
    known: SignInPage, house: House, server: FakeServer, qtbot: QtBot
) -> None:
    server.fault = away
    with qtbot.waitActive(house.window):
        house.window.activateWindow()
    qtbot.mouseClick(button(known, "Ana Bell"), Qt.MouseButton.LeftButton)
    focused = QApplication.focusWidget()
    assert focused is known.fields["password"].edit
    qtbot.keyClicks(focused, FORM.password)
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert "You are signed in on this computer. What you do is saved here and sent later." in words_on(
        page_of(house, HomePage)
    )


def test_m6_somebody_else_types_an_address(known: SignInPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(known, "Ana Bell"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(known, "Somebody else"), Qt.MouseButton.LeftButton)
    assert known.fields["email"].isVisible()


def test_m6_a_name_is_taken_off_the_page(known: SignInPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(known, "Ana Bell"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(known, "Do not show this name here any more"), Qt.MouseButton.LeftButton)
    assert known.fields["email"].isVisible()
    assert "Ana Bell" not in words_on(known)


def test_where_names_are_not_remembered_none_is_offered(house: House, desk: Desk) -> None:
    desk.settings.set("remember_names", False)
    house.navigation.go("sign_in")
    assert not page_of(house, SignInPage).remember.isVisible()


def test_m6_a_name_is_remembered_only_by_wish(house: House, page: SignInPage, qtbot: QtBot) -> None:
    assert not page.remember.isChecked()
    page.remember.setChecked(True)
    sign_in(page, qtbot)
    house.account.sign_out()
    house.navigation.go("sign_in")
    assert button(page_of(house, SignInPage), "Ana Bell").isVisible()


def test_asvs_6_1_1_a_delay_is_told_with_its_seconds(
    page: SignInPage, server: FakeServer, clock: HandClock, qtbot: QtBot
) -> None:
    server.wait = 8
    sign_in(page, qtbot)
    assert "Please wait 8 seconds before the next try." in words_on(page)
    assert not page.send.isEnabled()
    clock.advance(3)
    qtbot.waitUntil(lambda: "Please wait 5 seconds" in words_on(page), timeout=3000)
    clock.advance(5)
    qtbot.waitUntil(page.send.isEnabled, timeout=3000)


def test_a_second_factor_is_asked_for(house: House, page: SignInPage, ana_elsewhere: FakeAccount, qtbot: QtBot) -> None:
    ana_elsewhere.second_factor = "123456"
    sign_in(page, qtbot)
    code = page_of(house, CodePage)
    assert "protected by a second step" in words_on(code)
    assert not code.again.isVisible()
    qtbot.keyClicks(code.fields["code"].edit, "123 456")
    qtbot.keyClick(code.fields["code"].edit, Qt.Key.Key_Return)
    page_of(house, HomePage)


def test_an_organizations_own_sign_in_has_a_button(house: House, server: FakeServer, qtbot: QtBot) -> None:
    server.single_sign_on = (("lincoln", "Lincoln District"),)
    house.navigation.go("sign_in")
    qtbot.mouseClick(button(page_of(house, SignInPage), "Sign in with Lincoln District"), Qt.MouseButton.LeftButton)
    assert page_of(house, ByBrowserPage).title.text() == "Sign in with Lincoln District"


def test_without_one_nothing_is_offered(page: SignInPage) -> None:
    assert "With your organization" not in words_on(page)


def test_a_forgotten_password_takes_the_address_along(house: House, page: SignInPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.fields["email"].edit, FORM.email)
    qtbot.mouseClick(page.forgot, Qt.MouseButton.LeftButton)
    assert page_of(house, ResetPage).typed("email") == FORM.email


def test_m6_a_sign_in_that_ended_elsewhere_says_why(ana_house: House, server: FakeServer) -> None:
    server.password_is_changed_elsewhere(FORM.email, "eleven lamps above water")
    ana_house.sync.sync_now()
    ana_house.go("account")
    assert "Your password was changed." in page_of(ana_house, SignInPage).sentence.words
    assert "all sent · signed out" in ana_house.window.foot.line.text()


def test_whoever_has_no_account_can_create_one(house: House, page: SignInPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(page, "Create an account"), Qt.MouseButton.LeftButton)
    assert house.navigation.place.value.page == "register"


def test_m6_a_shared_computer_opens_on_the_names_and_offers_learning_without_an_account(
    desk: Desk, open_window: Callable[[], MainWindow], ana_elsewhere: FakeAccount, qtbot: QtBot
) -> None:
    desk.settings.set("shared_machine", True)
    come_in(desk, FORM.email, FORM.password, remember=True)
    sign_out(desk)
    house = house_of(open_window())
    page = page_of(house, SignInPage)
    qtbot.waitUntil(button(page, "Ana Bell").isVisible)
    assert "Back" not in words_on(page)
    qtbot.mouseClick(button(page, "Start without an account"), Qt.MouseButton.LeftButton)
    assert page_of(house, HomePage).isVisible()


def test_asvs_14_3_1_what_somebody_typed_on_a_shared_computer_goes_when_nobody_is_there(
    desk: Desk, open_window: Callable[[], MainWindow], ana_elsewhere: FakeAccount, clock: HandClock, qtbot: QtBot
) -> None:
    desk.settings.set("shared_machine", True)
    come_in(desk, FORM.email, FORM.password)
    sign_out(desk)
    house = house_of(open_window())
    qtbot.keyClicks(page_of(house, SignInPage).fields["email"].edit, "odo@example.org")
    house.idle.touch()
    clock.advance(601)
    house.idle.tick()
    assert page_of(house, SignInPage).typed("email") == ""


def test_a_deleted_record_is_told_where_a_shared_computer_opens(house: House, page: SignInPage) -> None:
    house.account.trouble.set(RecordDeleted())
    assert page.trouble.words.startswith("Your record was deleted.")
