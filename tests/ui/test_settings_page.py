from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from cor_desktop.errors import Offline
from cor_desktop.ui.house import House
from cor_desktop.ui.settings_page import SettingsPage
from cor_desktop.ui.theme import tokens
from tests.fakes.finding import page_of, words_on
from tests.fakes.server import FakeServer


@pytest.fixture
def page(guest_house: House) -> SettingsPage:
    guest_house.go("settings")
    return page_of(guest_house, SettingsPage)


def choose(page: SettingsPage, words: str, qtbot: QtBot) -> None:
    choice = next(one for one in page.findChildren(QRadioButton) if one.text() == words)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Space)


@pytest.mark.parametrize(("words", "appearance"), [("Dark", "dark"), ("High contrast", "contrast"), ("Light", "light")])
def test_another_appearance_shows_at_once(page: SettingsPage, qtbot: QtBot, words: str, appearance: str) -> None:
    choose(page, words, qtbot)
    assert tokens().appearance == appearance


def test_another_text_size_shows_at_once_and_is_kept(page: SettingsPage, guest_house: House, qtbot: QtBot) -> None:
    before = page.title.sizeHint().height()
    choose(page, "200 %", qtbot)
    assert page.title.sizeHint().height() > before
    assert guest_house.desk.settings.get("text_size") == 200


def test_nothing_needs_to_move(page: SettingsPage, qtbot: QtBot) -> None:
    page.reduce_motion.setFocus()
    qtbot.keyClick(page.reduce_motion, Qt.Key.Key_Space)
    assert tokens().still


def test_a_server_is_checked_by_return(page: SettingsPage, guest_house: House, qtbot: QtBot) -> None:
    page.server.edit.clear()
    qtbot.keyClicks(page.server.edit, "other.example.org")
    qtbot.keyClick(page.server.edit, Qt.Key.Key_Return)
    assert page.answer.words.startswith("“Test server” answers at this address.")
    assert guest_house.desk.settings.server_address == "https://other.example.org"


def test_a_server_that_does_not_answer_is_told(
    page: SettingsPage, server: FakeServer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise Offline

    monkeypatch.setattr(server, "server_info", away)
    qtbot.mouseClick(page.check, Qt.MouseButton.LeftButton)
    assert page.answer.words.startswith("No connection to the server.")


def test_where_things_lie_is_said_openly(page: SettingsPage, guest_house: House) -> None:
    words = words_on(page)
    assert str(guest_house.data_folder) in words
    assert "This computer has no keyring." in words
