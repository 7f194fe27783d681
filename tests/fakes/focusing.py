"""Going through a window by Tab alone, and seeing where the focus is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests.fakes.colours import contrast
from tests.fakes.hearing import ancestry

_AROUND = 4
"""Pixels around a widget in which its ring may stand."""


def stops(key: Qt.Key = Qt.Key.Key_Tab, most: int = 200) -> list[QWidget]:
    """Where Tab stops, from what has the focus now until it comes round; a trap ends with the last stop twice."""
    reached: list[QWidget] = []
    while (here := QApplication.focusWidget()) is not None and here not in reached and len(reached) < most:
        reached.append(here)
        while QApplication.focusWidget() is here and _press(here, key):  # the links of a text are stops of their own
            continue
    return reached


def _press(here: QWidget, key: Qt.Key) -> bool:
    """Press, and tell whether it may be pressed again for the next link."""
    marked = _marked(here)
    QTest.keyClick(here, key)
    return QApplication.focusWidget() is here and _marked(here) != marked


def _marked(here: QWidget) -> int:
    cursor = getattr(here, "textCursor", None)
    return int(cursor().position()) if cursor else -1


def ring(widget: QWidget) -> int:
    """How many pixels change by 3 to 1 when the widget gets the focus, and so tell that it has it."""
    for around in ancestry(widget):
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    lit = _picture(widget)
    widget.clearFocus()
    QApplication.processEvents()
    plain = _picture(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    pairs = ((lit.pixel(x, y), plain.pixel(x, y)) for x in range(lit.width()) for y in range(lit.height()))
    return sum(contrast(_name(one), _name(other)) >= 3 for one, other in pairs if one != other)


def _picture(widget: QWidget) -> QImage:
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    place = QRect(corner, widget.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    return widget.window().grab(place & widget.window().rect()).toImage()


def _name(pixel: int) -> str:
    return QColor(pixel).name()
