from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.welcome import WelcomePage
from tests.fakes.finding import button, page_of
from tests.fakes.server import FakeServer


def test_learning_starts_with_one_click_and_no_network(house: House, server: FakeServer, qtbot: QtBot) -> None:
    qtbot.mouseClick(page_of(house, WelcomePage).start, Qt.MouseButton.LeftButton)
    page_of(house, HomePage)
    assert server.requests == []


def test_the_other_ways_in(house: House, qtbot: QtBot) -> None:
    page = page_of(house, WelcomePage)
    for way, place in ((page.sign_in, "sign_in"), (page.register, "register")):
        qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
        assert house.navigation.place.value.page == place
        house.navigation.back()


def test_the_promise_links_to_what_it_means(house: House, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(page_of(house, WelcomePage), "How this is kept"), Qt.MouseButton.LeftButton)
    assert house.navigation.place.value == Place("help", "private")
