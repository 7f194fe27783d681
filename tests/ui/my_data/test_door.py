from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.account.page import AccountPage
from cor_desktop.ui.house import House
from cor_desktop.ui.my_data.page import MyDataPage
from cor_desktop.ui.settings_page import SettingsPage
from tests.fakes.finding import page_of, words_on


def test_m1_settings_and_the_account_have_it(ana_house: House, qtbot: QtBot) -> None:
    ana_house.go("settings")
    qtbot.keyClick(page_of(ana_house, SettingsPage).door.button, Qt.Key.Key_Space)
    page_of(ana_house, MyDataPage)
    ana_house.go("account")
    door = page_of(ana_house, AccountPage).door
    assert "What is held about you" in words_on(door)
    qtbot.keyClick(door.button, Qt.Key.Key_Space)
    page_of(ana_house, MyDataPage)
