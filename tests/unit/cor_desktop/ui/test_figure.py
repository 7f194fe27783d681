from __future__ import annotations

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.ui.figure import FigureWidget

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">'
    b'<rect width="200" height="100" fill="#ff0000"/></svg>'
)


def png() -> bytes:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("#00ff00"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def drawing(figure: FigureWidget) -> QWidget:
    return next(part for part in figure.findChildren(QWidget) if part.accessibleName() == "A desk.")


def shown(qtbot: QtBot, name: str, raw: bytes) -> FigureWidget:
    figure = FigureWidget(name, raw, "A desk.", "Lesson four.")
    qtbot.addWidget(figure)
    figure.resize(400, 400)
    with qtbot.waitExposed(figure):
        figure.show()
    return figure


def test_a_picture_keeps_its_proportions(qtbot: QtBot) -> None:
    figure = shown(qtbot, "desk.svg", SVG)
    assert drawing(figure).heightForWidth(300) == 150


def test_a_drawing_is_drawn(qtbot: QtBot) -> None:
    figure = shown(qtbot, "desk.svg", SVG)
    picture = drawing(figure)
    assert picture.grab().toImage().pixelColor(picture.rect().center()).name() == "#ff0000"


def test_a_bitmap_is_drawn(qtbot: QtBot) -> None:
    figure = shown(qtbot, "desk.png", png())
    picture = drawing(figure)
    assert picture.grab().toImage().pixelColor(picture.rect().center()).name() == "#00ff00"


def test_where_there_is_no_picture_its_words_stand_there(qtbot: QtBot) -> None:
    figure = shown(qtbot, "desk.svg", b"")
    assert [label.text() for label in figure.findChildren(QLabel)] == ["A desk.", "Lesson four."]


def test_a_picture_as_high_as_a_mountain_stays_within_what_a_window_can_be(qtbot: QtBot) -> None:
    mountain = SVG.replace(b'height="100" viewBox="0 0 200 100"', b'height="2000000000"')
    assert drawing(shown(qtbot, "desk.svg", mountain)).heightForWidth(300) == 3000
