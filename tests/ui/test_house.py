from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.register import RegisterPage
from cor_desktop.ui.settings_page import SettingsPage
from cor_desktop.ui.welcome import WelcomePage
from tests.fakes.finding import page_of
from tests.fakes.server import FakeServer


def test_the_first_start_shows_the_first_page(house: House) -> None:
    page_of(house, WelcomePage)
    assert not house.window.rail.buttons["certificates"].isVisibleTo(house.window)


def test_whoever_has_started_comes_home(guest_house: House) -> None:
    page_of(guest_house, HomePage)


def test_home_before_the_first_start_is_the_first_page(house: House) -> None:
    house.go("help")
    house.go("home")
    page_of(house, WelcomePage)


def test_the_account_of_whoever_is_signed_in_is_in_the_settings(ana_house: House) -> None:
    ana_house.go("account")
    page_of(ana_house, SettingsPage)
    assert ana_house.window.rail.buttons["account"].isChecked()
    assert ana_house.window.rail.buttons["account"].text() == "Ana"


def test_without_an_account_the_same_button_leads_to_the_sign_in(guest_house: House) -> None:
    guest_house.go("account")
    assert guest_house.navigation.place.value == Place("sign_in")


def test_a_page_stays_as_it_was_left(guest_house: House) -> None:
    guest_house.go("settings")
    first = guest_house.window.stack.currentWidget()
    guest_house.go("help")
    guest_house.go("settings")
    assert guest_house.window.stack.currentWidget() is first


def test_what_was_typed_in_a_form_goes_with_its_page(guest_house: House) -> None:
    guest_house.navigation.go("register")
    page = page_of(guest_house, RegisterPage)
    edit: QLineEdit = page.fields["password"].edit
    edit.setText("four quiet words here")
    guest_house.navigation.back()
    assert edit.text() == ""
    guest_house.navigation.go("register")
    assert guest_house.window.stack.currentWidget() is not page


def test_the_line_at_the_bottom_follows_what_happens(ana_house: House) -> None:
    ana_house.sync.work_offline(True)
    assert "working offline" in ana_house.window.foot.line.text()


def test_whoever_is_signed_in_is_synced_at_the_start(ana_house: House, server: FakeServer) -> None:
    assert len(server.requests) >= 1
    assert "all sent" in ana_house.window.foot.line.text()


def test_signing_out_leaves_no_name_on_the_screen(ana_house: House, ana: Desk) -> None:
    ana_house.go("account")
    ana_house.account.sign_out()
    page_of(ana_house, WelcomePage)
    assert ana_house.window.rail.buttons["account"].text() == "Sign in"
    names = [label for label in ana_house.window.findChildren(QWidget) if "Ana" in label.accessibleName()]
    assert names == []


def test_a_closed_window_listens_to_nothing(ana_house: House) -> None:
    before = ana_house.window.foot.line.text()
    ana_house.window.close()
    ana_house.sync.work_offline(True)
    assert ana_house.window.foot.line.text() == before


def test_the_window_opens_on_the_page_that_was_open(guest: Desk, open_window: Callable[[], MainWindow]) -> None:
    keep_open_page(guest, "module", "a-module")
    house = open_window().house
    assert house is not None
    page_of(house, ModulePage)


def test_a_damaged_course_opens_at_home(guest: Desk, open_window: Callable[[], MainWindow], tmp_path: Path) -> None:
    keep_open_page(guest, "module", "a-module")
    shutil.rmtree(tmp_path / "pack")
    house = open_window().house
    assert house is not None
    page_of(house, HomePage)


def test_a_module_that_the_course_lost_opens_at_home(guest: Desk, open_window: Callable[[], MainWindow]) -> None:
    keep_open_page(guest, "module", "another-module")
    house = open_window().house
    assert house is not None
    page_of(house, HomePage)
