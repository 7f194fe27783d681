from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cor_desktop.errors import Offline
from cor_desktop.sync.server import Machine
from cor_desktop.ui.account.page import AccountPage
from tests.fakes.finding import button, words_on
from tests.fakes.server import FakeServer
from tests.ui.conftest import FORM


def at_school(server: FakeServer) -> None:
    server.signed_in_on(FORM.email, Machine("z" * 26, None, "Windows 11", "0.1.0", shared=True))


def test_asvs_7_4_5_another_computer_is_signed_out_from_here(
    page: AccountPage, server: FakeServer, qtbot: QtBot
) -> None:
    at_school(server)
    qtbot.mouseClick(page.devices.again, Qt.MouseButton.LeftButton)
    assert "This computer" in words_on(page.devices) and "Windows 11" in words_on(page.devices)
    end = button(page.devices, "Sign out there")
    assert end.accessibleName().startswith("Sign out there: Windows 11")
    qtbot.mouseClick(end, Qt.MouseButton.LeftButton)
    assert page.devices.ended.words == "“Windows 11” is signed out."


def test_this_computer_has_no_such_button(page: AccountPage) -> None:
    assert [one.text() for one in page.devices.findChildren(QPushButton) if one.isVisible()] == ["Look again"]


def test_without_a_connection_that_is_told(page: AccountPage, server: FakeServer, qtbot: QtBot) -> None:
    def away() -> None:
        raise Offline

    server.fault = away
    qtbot.mouseClick(page.devices.again, Qt.MouseButton.LeftButton)
    assert page.devices.trouble.words.startswith("No connection to the server.")
    assert page.devices.again.isEnabled()
