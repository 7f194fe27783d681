from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.account.page import AccountPage
from tests.fakes.finding import words_on


def test_m1_days_and_pages_are_shown_in_plain_words(page: AccountPage, qtbot: QtBot) -> None:
    assert "You used COR on 1 day: 24 November 2026." in words_on(page.usage)
    assert "Home: on 1 day" not in words_on(page.usage)
    qtbot.keyClick(page.usage.opened, Qt.Key.Key_Space)
    assert "Home: on 1 day, last on 24 November" in words_on(page.usage)
