from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.errors import NotSaved, Offline
from cor_desktop.ui.house import House
from cor_desktop.ui.sync_page import SyncPage
from tests.factories.modules import a_module
from tests.fakes.finding import button, page_of
from tests.fakes.server import FakeServer


@pytest.fixture
def page(ana_house: House, ana: Desk) -> SyncPage:
    """Two items wait: the module and its activity. That this page was opened is sent, too."""
    open_activity(ana, a_module("one"), "one")
    ana_house.window.foot.line.click()
    return page_of(ana_house, SyncPage)


def test_sync_now_sends_what_waits(page: SyncPage, ana_house: House, qtbot: QtBot) -> None:
    assert page.queue.text().startswith("2 items not sent yet.")
    qtbot.mouseClick(page.sync_now, Qt.MouseButton.LeftButton)
    assert page.queue.text() == "Everything on this computer is sent."
    assert page.last_result.text() == "The last sync was at 15:00."


def test_what_is_learned_after_a_sync_is_not_said_to_be_sent(page: SyncPage, ana_house: House, ana: Desk) -> None:
    page.sync_now.click()
    finish_activity(ana, a_module("one"), "one")
    page.enter("")
    assert page.queue.text().startswith("1 item not sent yet.")
    assert page.last_result.text() == "The last sync was at 15:00."


def test_without_a_connection_nothing_is_lost(page: SyncPage, server: FakeServer, qtbot: QtBot) -> None:
    def away() -> None:
        raise Offline

    server.fault = away
    qtbot.mouseClick(page.sync_now, Qt.MouseButton.LeftButton)
    assert page.queue.text().startswith("2 items not sent yet.")
    assert "Your work is saved on this computer." in page.last_result.text()


def test_the_cable_is_pulled_and_plugged_in(page: SyncPage, ana_house: House, qtbot: QtBot) -> None:
    qtbot.keyClick(page.offline, Qt.Key.Key_Space)
    assert not page.sync_now.isEnabled()
    assert "working offline" in ana_house.window.foot.line.text()
    qtbot.keyClick(page.offline, Qt.Key.Key_Space)
    assert page.queue.text() == "Everything on this computer is sent."


def test_a_guest_can_sign_in_from_here(guest_house: House, qtbot: QtBot) -> None:
    guest_house.go("sync")
    page = page_of(guest_house, SyncPage)
    assert not page.sync_now.isEnabled()
    qtbot.mouseClick(page.sign_in, Qt.MouseButton.LeftButton)
    assert guest_house.navigation.place.value.page == "sign_in"


def test_the_servers_address_is_shown_as_it_is_now(page: SyncPage, ana_house: House, qtbot: QtBot) -> None:
    assert page.server.text() == "https://cor.example.org"
    qtbot.mouseClick(button(page, "Change the server address"), Qt.MouseButton.LeftButton)
    ana_house.desk.settings.set("server_address", "https://other.example.org")
    ana_house.go("sync")
    assert page.server.text() == "https://other.example.org"


def test_a_full_disk_is_told(page: SyncPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_desk: Desk) -> None:
        raise NotSaved

    monkeypatch.setattr("cor_desktop.presenters.sync_line.synchronize", full)
    qtbot.mouseClick(page.sync_now, Qt.MouseButton.LeftButton)
    assert page.trouble.words.startswith("Not saved.")
