from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.drawing import Drawing, WideDrawing

RED = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90">'
    b'<rect width="160" height="90" fill="#ff0000"/></svg>'
)


def show(qtbot: QtBot, svg: bytes) -> Drawing:
    drawing = Drawing(svg, 160)
    qtbot.addWidget(drawing)
    drawing.resize(drawing.sizeHint())
    return drawing


def test_a_picture_keeps_its_proportions(qtbot: QtBot, theme: Theme) -> None:
    assert show(qtbot, RED).sizeHint().toTuple() == (160, 90)
    theme.apply("light", 200, False)
    assert show(qtbot, RED).sizeHint().toTuple() == (213, 120)


def test_a_picture_is_drawn_with_round_corners(qtbot: QtBot) -> None:
    drawn = show(qtbot, RED).grab().toImage()
    assert drawn.pixelColor(80, 45) == QColor("#ff0000")
    assert drawn.pixelColor(0, 0) != QColor("#ff0000")


def test_a_wide_picture_follows_its_place_up_to_its_widest(qtbot: QtBot) -> None:
    drawing = WideDrawing(RED, 400)
    qtbot.addWidget(drawing)
    assert [drawing.heightForWidth(width) for width in (160, 400, 900)] == [90, 225, 225]


def test_a_picture_as_high_as_a_mountain_stays_within_what_a_window_can_be(qtbot: QtBot) -> None:
    mountain = RED.replace(b'width="160" height="90">', b'width="1" height="1000000000">')
    assert show(qtbot, mountain).sizeHint().toTuple() == (160, 1600)


def test_a_picture_does_not_glare_in_the_dark(qtbot: QtBot, theme: Theme) -> None:
    theme.apply("dark", 100, False)
    red = show(qtbot, RED).grab().toImage().pixelColor(80, 45).red()
    theme.apply("light", 100, False)
    assert red < show(qtbot, RED).grab().toImage().pixelColor(80, 45).red() == 255
