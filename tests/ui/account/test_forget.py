from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.errors import Offline
from cor_desktop.ui.account.page import AccountPage
from cor_desktop.ui.house import House
from cor_desktop.ui.welcome import WelcomePage
from tests.fakes.finding import button, page_of
from tests.fakes.server import FakeServer


def away() -> None:
    raise Offline


def test_asvs_14_3_1_forgetting_is_asked_once_and_then_done(page: AccountPage, ana_house: House, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.forgetting.ask, Qt.MouseButton.LeftButton)
    assert page.forgetting.question.words.startswith("Forget you on this computer?")
    qtbot.mouseClick(button(page.forgetting, "Forget me"), Qt.MouseButton.LeftButton)
    page_of(ana_house, WelcomePage)
    assert not ana_house.account.started


def test_whoever_changes_their_mind_keeps_everything(page: AccountPage, ana_house: House, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.forgetting.ask, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(page.forgetting, "Keep everything"), Qt.MouseButton.LeftButton)
    assert page.forgetting.ask.isVisible() and ana_house.account.started


def test_work_that_is_only_here_is_asked_about_again(
    page: AccountPage, ana_house: House, server: FakeServer, qtbot: QtBot
) -> None:
    server.fault = away
    qtbot.mouseClick(page.forgetting.ask, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(page.forgetting, "Forget me"), Qt.MouseButton.LeftButton)
    assert "only on this computer" in page.forgetting.question.words
    qtbot.mouseClick(button(page.forgetting, "Forget me and lose it"), Qt.MouseButton.LeftButton)
    page_of(ana_house, WelcomePage)
