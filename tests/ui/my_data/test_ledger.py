from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.my_data.parts import Line
from cor_desktop.ui.my_data.ledger import Ledger
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.page import Page

LINES = (Line("24 November, 15:00", "Opened <One>", "this computer"), Line("25 November, 15:00", "Finished", ""))


@pytest.fixture
def ledger(qtbot: QtBot) -> Ledger:
    made = Ledger("A module", LINES)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def said(ledger: QTextBrowser) -> list[str]:
    return ledger.toPlainText().split()


def test_every_word_is_there_as_it_stands(ledger: Ledger) -> None:
    assert said(ledger) == [
        "24",
        "November,",
        "15:00",
        "Opened",
        "<One>",
        "this",
        "computer",
        "25",
        "November,",
        "15:00",
        "Finished",
    ]


@pytest.mark.parametrize("size", [100, 150, 200])
def test_the_order_of_reading_is_the_same_at_every_size(ledger: Ledger, theme: Theme, size: int) -> None:
    theme.apply("dark", size, False)
    assert said(ledger)[:7] == ["24", "November,", "15:00", "Opened", "<One>", "this", "computer"]


def test_lines_from_the_right_are_read_in_the_same_order(qtbot: QtBot, from_the_right: None) -> None:
    ledger = Ledger("A module", LINES)
    qtbot.addWidget(ledger)
    assert [word for word in said(ledger) if word != "·"][:6] == ["24", "November,", "15:00", "Opened", "<One>", "this"]


def test_it_is_as_high_as_its_lines(ledger: Ledger) -> None:
    ledger.resize(600, ledger.heightForWidth(600))
    ledger.show()
    assert ledger.verticalScrollBar().maximum() == 0
    assert ledger.height() < 5 * ledger.fontMetrics().height()


def test_a_screen_reader_has_its_name_and_its_words(ledger: Ledger) -> None:
    interface = QAccessible.queryAccessibleInterface(ledger)
    assert interface.text(QAccessible.Text.Name) == "A module"
    assert ledger.focusPolicy() == Qt.FocusPolicy.StrongFocus and ledger.isReadOnly()


def test_the_page_scrolls_with_whoever_reads_by_keys(qtbot: QtBot) -> None:
    page = Page("A page")
    qtbot.addWidget(page)
    page.resize(700, 300)
    ledger = Ledger("A module", [Line(str(number), "Opened", "this computer") for number in range(100)])
    page.column.add(ledger)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    ledger.setFocus()
    qtbot.keyClick(ledger, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert page.verticalScrollBar().value() > 1000
