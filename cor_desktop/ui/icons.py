"""Our line icons, tinted. QtSvg is loaded with the first icon, which is after the first paint."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from cor_desktop.ui.theme import ASSETS, tokens
from cor_desktop.ui.widgets.heard import HeardLabel, heard


class Sign(QLabel):
    """A label for an icon. What it says stands in words beside it, so a screen reader passes it by."""

    heard_as = HeardLabel

    def __init__(self) -> None:
        super().__init__()
        heard(self, "decoration")


def icon(name: str, colour: str = "", chosen: str = "") -> QIcon:
    """The icon of that name in `colour` (the text's colour where none is given) and, while checked, in `chosen`."""
    size = tokens().size(24)
    result = QIcon(pixmap(name, size, colour or tokens().colours.ink))
    if chosen:
        result.addPixmap(pixmap(name, size, chosen), QIcon.Mode.Normal, QIcon.State.On)
        result.addPixmap(pixmap(name, size, chosen), QIcon.Mode.Active, QIcon.State.On)
    return result


def pixmap(name: str, size: int, colour: str) -> QPixmap:
    """The icon of that name, `size` logical pixels square. Raises FileNotFoundError for a name we do not have."""
    return _drawn(name, size, colour, QApplication.primaryScreen().devicePixelRatio())


def picture(name: str, size: int, colour: str) -> Sign:
    """A label that shows an icon as decoration: what it says stands in words beside it."""
    label = Sign()
    label.setPixmap(pixmap(name, size, colour))
    label.setFixedSize(size, size)
    return label


@lru_cache(maxsize=128)
def _drawn(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    svg = (ASSETS / "icons" / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
