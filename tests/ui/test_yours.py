from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.views import record
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.yours import YoursPage
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in
from tests.fakes.finding import page_of, words_on
from tests.fakes.server import FakeAccount
from tests.ui.conftest import FORM


@pytest.fixture
def page(guest_house: House, guest: Desk, ana_elsewhere: FakeAccount) -> YoursPage:
    open_activity(guest, a_module("one", "two"), "one")
    guest_house.account.arrived(come_in(guest, FORM.email, FORM.password))
    return page_of(guest_house, YoursPage)


def test_the_question_says_how_much_and_since_when(page: YoursPage) -> None:
    assert "1 module, started 24 November 2026" in words_on(page)


def test_yes_joins_it_and_home_shows_it(page: YoursPage, guest_house: House, guest: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.mine, Qt.MouseButton.LeftButton)
    page_of(guest_house, HomePage)
    assert record(guest)["a-module"].state == "started"


def test_no_leaves_it_out(page: YoursPage, guest_house: House, guest: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.others, Qt.MouseButton.LeftButton)
    page_of(guest_house, HomePage)
    assert record(guest) == {}
