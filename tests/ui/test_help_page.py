from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.ui.help_page import HelpPage
from cor_desktop.ui.house import House
from tests.fakes.finding import page_of


@pytest.fixture
def page(guest_house: House) -> HelpPage:
    guest_house.go("help")
    return page_of(guest_house, HelpPage)


def test_a_question_opens_and_closes(page: HelpPage, qtbot: QtBot) -> None:
    answer = page.answers["offline"]
    qtbot.mouseClick(answer.button, Qt.MouseButton.LeftButton)
    assert answer.words.isVisible()
    assert answer.button.accessibleName().endswith("Answer open")
    qtbot.keyClick(answer.button, Qt.Key.Key_Space)
    assert not answer.words.isVisible()


def test_a_link_opens_its_answer_and_goes_there(guest_house: House, qtbot: QtBot) -> None:
    with qtbot.waitActive(guest_house.window):
        guest_house.window.activateWindow()
    guest_house.navigation.go("help", "reflections")
    page = page_of(guest_house, HelpPage)
    assert page.answers["reflections"].words.isVisible()
    assert QApplication.focusWidget() is page.answers["reflections"].button


def test_help_says_whom_to_ask(page: HelpPage) -> None:
    assert "help@example.org" in page.contact.text()
