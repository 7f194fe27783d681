from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.box import Card, Column, Panel, Row


def test_a_column_stands_and_a_row_lies(qtbot: QtBot) -> None:
    column, row = Column(), Row()
    for box in (column, row):
        qtbot.addWidget(box)
        box.add(QLabel("one"))
        box.add(QLabel("two"))
    assert column.sizeHint().height() > row.sizeHint().height()
    assert row.sizeHint().width() > column.sizeHint().width()


def test_distances_follow_the_text_size(qtbot: QtBot, theme: Theme) -> None:
    card = Card()
    qtbot.addWidget(card)
    small = card.body.contentsMargins().left()
    theme.apply("light", 200, False)
    assert card.body.contentsMargins().left() > small > 0


def test_a_cleared_box_is_empty(qtbot: QtBot) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    panel.add(QLabel("one"))
    panel.gap(3)
    panel.stretch()
    panel.clear()
    assert panel.body.count() == 0
    assert panel.findChildren(QFrame) == []


def test_what_is_put_first_is_met_first(qtbot: QtBot) -> None:
    column = Column()
    qtbot.addWidget(column)
    second, first = QLabel("second"), QLabel("first")
    column.add(second)
    column.add_first(first)
    assert column.findChildren(QLabel) == [first, second]
