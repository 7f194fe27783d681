from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPropertyAnimation
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.reveal import reveal

GAP = 16
"""What is left free around a part."""


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Iterator[QScrollArea]:
    page, column = QScrollArea(), Column(gap=0)
    qtbot.addWidget(page)
    for _ in range(10):
        part = QLabel("A part")
        part.setFixedHeight(100)
        column.add(part)
    page.setWidget(column)
    page.setWidgetResizable(True)
    page.resize(300, 250)
    with qtbot.waitExposed(page):
        page.show()
    yield page


def parts(page: QScrollArea) -> list[QLabel]:
    return page.findChildren(QLabel)


@pytest.mark.parametrize("still", [True, False])
def test_a_part_below_is_scrolled_to_as_little_as_it_takes(
    qtbot: QtBot, theme: Theme, page: QScrollArea, still: bool
) -> None:
    theme.apply("light", 100, still)
    reveal(parts(page)[4])
    below = 500 + GAP - page.viewport().height()
    qtbot.waitUntil(lambda: below - 1 <= page.verticalScrollBar().value() <= below)


def test_a_part_higher_than_the_page_is_shown_from_its_top(qtbot: QtBot, theme: Theme, page: QScrollArea) -> None:
    theme.apply("light", 100, True)
    reveal(*parts(page)[3:7])
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() == 300 - GAP)


def test_the_last_wish_counts(qtbot: QtBot, theme: Theme, page: QScrollArea) -> None:
    theme.apply("light", 100, False)
    reveal(parts(page)[9])
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() > 0)
    reveal(parts(page)[0])
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() == 0)
    qtbot.waitUntil(lambda: not page.verticalScrollBar().findChildren(QPropertyAnimation))
    assert page.verticalScrollBar().value() == 0
