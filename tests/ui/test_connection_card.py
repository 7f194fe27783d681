from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.actions.network import proxy_login
from cor_desktop.actions.synchronize import SyncOutcome
from cor_desktop.presenters.connection import LONGEST
from cor_desktop.ui.connection_card import ConnectionCard
from cor_desktop.ui.house import House
from cor_desktop.ui.sync_page import SyncPage
from tests.fakes.finding import page_of


@pytest.fixture
def card(ana_house: House) -> ConnectionCard:
    ana_house.desk.settings.set("server_address", "https://nobody.invalid")
    ana_house.go("sync")
    way: ConnectionCard = page_of(ana_house, SyncPage).way
    return way


def test_what_was_tried_stands_there_and_what_stopped_it_is_told(card: ConnectionCard, qtbot: QtBot) -> None:
    qtbot.mouseClick(card.test, Qt.MouseButton.LeftButton)
    assert [label.text() for label in card.told if label.isVisible()] == [
        "The way to nobody.invalid is direct, without a proxy."
    ]
    assert card.fault.words.startswith("The name nobody.invalid was not found.")
    assert (card.test.isEnabled(), card.stop.isVisible()) == (True, False)
    qtbot.mouseClick(card.test, Qt.MouseButton.LeftButton)
    assert len([label for label in card.told if label.isVisible()]) == 1


def test_a_proxy_that_asks_is_answered_on_the_page(card: ConnectionCard, ana_house: House, qtbot: QtBot) -> None:
    assert not card.login.isVisible()
    ana_house.sync.outcome.set(SyncOutcome("offline", "", proxy_asks=True))
    assert card.login.isVisible()
    card.name.edit.setText("ana")
    card.password.edit.setText("word of the proxy")
    qtbot.mouseClick(card.use, Qt.MouseButton.LeftButton)
    login = proxy_login(ana_house.desk)
    assert login is not None
    assert (login.name, login.password) == ("ana", "word of the proxy")
    assert (card.login.isVisible(), card.password.edit.text()) == (False, "")


def test_a_password_that_was_begun_does_not_stay_behind(card: ConnectionCard, ana_house: House) -> None:
    card.password.edit.setText("word of")
    ana_house.go("home")
    assert card.password.edit.text() == ""


def test_the_page_waits_no_longer_than_anybody_would(card: ConnectionCard, ana_house: House) -> None:
    ana_house.connection.busy.set(True)
    assert (card._timer.isActive(), card._timer.interval()) == (True, LONGEST * 1000)
    ana_house.connection.stop()
    assert not card._timer.isActive()
