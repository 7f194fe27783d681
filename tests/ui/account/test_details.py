from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.errors import Offline
from cor_desktop.ui.account.page import AccountPage
from cor_desktop.ui.house import House
from tests.fakes.server import FakeServer
from tests.ui.conftest import FORM


def test_m1_what_is_known_is_changed_where_it_stands(
    page: AccountPage, ana_house: House, server: FakeServer, qtbot: QtBot
) -> None:
    assert page.details.typed("first_name") == "Ana"
    page.details.fields["first_name"].edit.clear()
    qtbot.keyClicks(page.details.fields["first_name"].edit, "Anita")
    page.details.organization_type.set_text("district")
    page.details.association.set_text("Guild of Tutors")
    qtbot.mouseClick(page.details.send, Qt.MouseButton.LeftButton)
    kept = server.accounts[FORM.email].reply
    assert (kept.first_name, kept.organization_type, kept.association) == ("Anita", "district", "Guild of Tutors")
    assert page.details.saved.words.startswith("Saved.")
    assert ana_house.window.rail.buttons["account"].text() == "Anita"


def test_m1_a_name_has_to_stay(page: AccountPage, qtbot: QtBot) -> None:
    page.details.fields["last_name"].edit.clear()
    qtbot.keyClick(page.details.fields["last_name"].edit, Qt.Key.Key_Return)
    assert page.details.fields["last_name"].error.startswith("Please type your last name.")


def test_without_a_connection_nothing_is_lost(page: AccountPage, server: FakeServer, qtbot: QtBot) -> None:
    def away() -> None:
        raise Offline

    server.fault = away
    qtbot.mouseClick(page.details.send, Qt.MouseButton.LeftButton)
    assert page.details.trouble.words.startswith("No connection to the server.")
    assert page.details.typed("first_name") == "Ana"
