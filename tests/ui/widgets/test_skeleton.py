from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from cor_desktop.ui.rail import Rail
from cor_desktop.ui.theme import tokens
from cor_desktop.ui.widgets.skeleton import Skeleton, rail_width


def show(qtbot: QtBot, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> Skeleton:
    skeleton = Skeleton()
    qtbot.addWidget(skeleton)
    skeleton.setLayoutDirection(direction)
    skeleton.resize(1024, 600)
    return skeleton


def test_it_keeps_the_places_of_rail_title_and_card(qtbot: QtBot) -> None:
    drawn = show(qtbot).grab().toImage()
    colours, left = tokens().colours, rail_width() + tokens().space(7)
    seen = [drawn.pixelColor(x, y).name() for x, y in ((10, 300), (left + 20, 50), (left + 300, 340), (left + 20, 500))]
    assert seen == [colours.sunken, colours.line, colours.surface, colours.ground]


def test_the_rail_stands_where_people_begin_to_read(qtbot: QtBot) -> None:
    drawn = show(qtbot, Qt.LayoutDirection.RightToLeft).grab().toImage()
    assert drawn.pixelColor(1020, 300) == QColor(tokens().colours.sunken)
    assert drawn.pixelColor(5, 300) == QColor(tokens().colours.ground)


def test_the_rail_that_comes_is_as_wide(qtbot: QtBot) -> None:
    rail = Rail(lambda _page: None)
    qtbot.addWidget(rail)
    assert rail.width() == rail_width()


def test_it_says_what_goes_on(qtbot: QtBot) -> None:
    assert show(qtbot).accessibleName() == "Opening"
