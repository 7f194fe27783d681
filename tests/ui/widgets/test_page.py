from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.observable import Observable
from cor_desktop.ui.widgets.page import Page


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page("A page", ems=20)
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    QApplication.processEvents()
    return made


def test_a_page_is_named_by_its_title(page: Page) -> None:
    assert (page.accessibleName(), page.title.text()) == ("A page", "A page")


def test_the_column_is_no_wider_than_can_be_read(page: Page) -> None:
    assert page.column.width() == 20 * 15


def test_what_is_watched_is_shown_now_and_at_each_change(page: Page) -> None:
    shown: list[int] = []
    number = Observable(1)
    page.watch(number, shown.append)
    number.set(2)
    assert shown == [1, 2]


def test_a_page_that_is_let_go_listens_to_nothing(page: Page) -> None:
    shown: list[int] = []
    number = Observable(1)
    page.watch(number, shown.append)
    page.forget()
    number.set(2)
    assert shown == [1]


def test_nothing_jumps_when_the_scroll_bar_comes(page: Page) -> None:
    before = page.column.mapTo(page, page.column.rect().topLeft()).x()
    tall = QLabel("tall")
    tall.setFixedHeight(2000)
    page.column.add(tall)
    QApplication.processEvents()
    QApplication.processEvents()
    assert page.verticalScrollBar().maximum() > 0
    assert page.column.mapTo(page, page.column.rect().topLeft()).x() == before


def test_a_part_far_below_is_brought_into_view(page: Page) -> None:
    tall, last = QLabel("tall"), QLabel("last")
    tall.setFixedHeight(2000)
    page.column.add(tall)
    page.column.add(last)
    QApplication.processEvents()
    page.reveal(last)
    QApplication.processEvents()
    assert page.verticalScrollBar().value() > 1500


def test_a_page_begins_at_its_title(page: Page, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.focus_first()
    assert QApplication.focusWidget() is page.title


def test_a_page_that_is_come_to_again_begins_at_its_top(page: Page) -> None:
    tall = QLabel("tall")
    tall.setFixedHeight(2000)
    page.column.add(tall)
    page.column.add(last := QLabel("last"))
    QApplication.processEvents()
    page.reveal(last)
    QApplication.processEvents()
    was = page.verticalScrollBar().value()
    page.focus_first()
    assert was > 1500 and page.verticalScrollBar().value() == 0
