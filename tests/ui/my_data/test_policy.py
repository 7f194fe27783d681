from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.errors import Offline
from cor_desktop.ui.my_data.page import MyDataPage
from cor_desktop.ui.my_data.policy import PolicyFold
from tests.fakes.finding import words_on
from tests.fakes.server import FakeServer


def fold_of(page: MyDataPage) -> PolicyFold:
    (found,) = page.findChildren(PolicyFold)
    return found


def test_m14_the_policy_opens_in_place(page: MyDataPage, qtbot: QtBot) -> None:
    fold = fold_of(page)
    assert (fold.button.accessibleName(), fold.text.isVisibleTo(page)) == ("The privacy policy, Text closed", False)
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert "What you write stays yours." in fold.text.toPlainText()
    assert "Privacy policy, version 1 of 1 November 2026" in words_on(fold)


def test_without_a_connection_that_is_said(page: MyDataPage, server: FakeServer, qtbot: QtBot) -> None:
    def away() -> None:
        raise Offline

    server.fault = away
    qtbot.keyClick(fold_of(page).button, Qt.Key.Key_Space)
    assert fold_of(page).trouble.words.startswith("No connection to the server.")
