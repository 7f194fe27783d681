"""A garland with confetti that falls once and comes to rest; where things shall be still, it rests from the start."""

from __future__ import annotations

import math
import random

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.heard import HeardWidget, heard

_FLAGS = 13
_PIECES = 70
_FALL = 2600
"""Milliseconds until the last piece has come to rest."""


class Celebration(QWidget):
    """Decoration only: what it celebrates stands in words below it."""

    heard_as = HeardWidget

    def __init__(self) -> None:
        super().__init__()
        heard(self, "decoration")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("")
        self._pieces = _scatter(random.Random(7))  # noqa: S311 - where paper falls
        self._fallen = 1.0
        self._fall = QVariantAnimation(self)
        self._fall.setDuration(_FALL)
        self._fall.setStartValue(0.0)
        self._fall.setEndValue(1.0)
        self._fall.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fall.valueChanged.connect(self._drop)

    @property
    def is_moving(self) -> bool:
        """Whether confetti is falling."""
        return self._fall.state() == QVariantAnimation.State.Running

    def sizeHint(self) -> QSize:
        """It grows a third as much as text: what it celebrates is to be read without scrolling."""
        return QSize(400, round(112 * (1 + (theme.tokens().text_size - 100) / 300)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not theme.tokens().still:
            self._fall.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_confetti(painter)
        self._paint_garland(painter)

    def _drop(self, fallen: float) -> None:
        self._fallen = fallen
        self.update()

    def _paint_garland(self, painter: QPainter) -> None:
        c = theme.tokens().colours
        string = QPainterPath(_hang(0, self.width(), self.height()))
        for step in range(1, 41):
            string.lineTo(_hang(step / 40, self.width(), self.height()))
        painter.setPen(QPen(QColor(c.edge), 2))
        painter.drawPath(string)
        painter.setPen(QPen(QColor(c.ground), 1))
        for flag in range(_FLAGS):
            painter.setBrush(QColor(c.joy[flag % len(c.joy)]))
            painter.drawPolygon(_flag(flag, self.width(), self.height()))

    def _paint_confetti(self, painter: QPainter) -> None:
        c = theme.tokens().colours
        for number, (across, down, turn) in enumerate(self._pieces):
            painter.save()
            painter.setPen(QColor(0, 0, 0, 0))
            painter.setBrush(QColor(c.joy[number % len(c.joy)]))
            fallen = min(self._fallen * (1.6 - down * 0.6), 1.0)
            sway = math.sin(turn + fallen * 9) * 8 * (1 - fallen)
            painter.translate(across * self.width() + sway, (down * fallen - 0.05 * (1 - fallen)) * self.height())
            painter.rotate(math.degrees(turn) + 320 * (1 - fallen))
            painter.drawRoundedRect(QRectF(-4, -2, 8, 4), 1, 1)
            painter.restore()


def _scatter(chance: random.Random) -> list[tuple[float, float, float]]:
    """Where each piece comes to rest, as shares of width and height, and how it lies."""
    return [(chance.random(), 0.25 + 0.72 * chance.random(), chance.random() * math.tau) for _ in range(_PIECES)]


def _hang(share: float, width: int, height: int) -> QPointF:
    """A point of the string: it hangs in three bows."""
    sag = abs(math.sin(share * 3 * math.pi))
    return QPointF(share * width, height * (0.06 + 0.16 * sag))


def _flag(number: int, width: int, height: int) -> QPolygonF:
    half = width / _FLAGS * 0.30
    top = _hang((number + 0.5) / _FLAGS, width, height)
    return QPolygonF(
        [top + QPointF(-half, 0), top + QPointF(half, 0), top + QPointF(0, min(half * 1.9, height * 0.42))]
    )
