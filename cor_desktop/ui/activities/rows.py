"""Answers to pick: wide rows with wrapped words that are real radio buttons, tick boxes and buttons to a screen reader.

The words are the accessible name; how a row looks follows from `theme.tokens()` at each painting.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QPushButton, QRadioButton, QSizePolicy

from cor_desktop.ui import theme

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
_STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
Mark = Literal["ring", "box", "arrow", "tried"]

if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object


class AnswerRow(_Base):
    """What the rows share. Mixed into a button of Qt's, so that a screen reader meets the kind it knows."""

    mark: Mark = "ring"

    def prepare(self, words: str, pressed: Callable[[], None] | None) -> None:
        """Take the words and what pressing does; the last thing a row's constructor calls."""
        self._words = words
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if pressed:
            self.clicked.connect(lambda *_: pressed())

    def hasHeightForWidth(self) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(step > 0)

    def heightForWidth(self, width: int) -> int:
        now = theme.tokens()
        room = QRect(0, 0, max(width - self._indent() - now.space(4), 1), 100_000)
        words = QFontMetrics(self._plain_font()).boundingRect(room, _WRAP, self._words)
        return max(words.height(), now.size(20)) + 2 * now.space(3)

    def sizeHint(self) -> QSize:
        return QSize(theme.tokens().size(480), self.heightForWidth(theme.tokens().size(480)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.tokens().size(120), 0)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        now = theme.tokens()
        side = now.size(20)
        mark = QRectF(now.space(4), (self.height() - side) / 2, side, side)
        words = self.rect().adjusted(self._indent(), 0, -now.space(4), 0)
        if self.isRightToLeft():
            mark.moveRight(self.width() - mark.left())
            words.moveRight(self.width() - words.left())
        self.paint_mark(painter, mark)
        painter.setFont(self._plain_font())
        painter.setPen(QColor(now.colours.ink))
        painter.drawText(words, _WRAP, isolated(self._words))

    def paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        """Paint the sign before the words."""
        paint_mark(painter, mark, self.mark, self.isChecked(), self.isRightToLeft())

    def _plain_font(self) -> QFont:
        """Not the bold of other buttons: these are sentences."""
        font = QFont(self.font())
        font.setBold(False)
        return font

    def _indent(self) -> int:
        now = theme.tokens()
        return now.space(4) + now.size(20) + now.space(3)

    def paint_ground(self, painter: QPainter) -> None:
        """Paint what the mark and the words stand on."""
        c = theme.tokens().colours
        lit = self.isChecked() or self.underMouse() or self.isDown()
        edge, thick = (c.focus, 3.0) if self.hasFocus() else (c.accent, 2.0) if self.isChecked() else (c.edge, 1.0)
        painter.setPen(QPen(QColor(edge), thick))
        painter.setBrush(QColor(c.accent_soft if lit and self.isEnabled() else c.surface))
        half = thick / 2 if self.hasFocus() else 1  # seen beside the rim of what is chosen
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 9, 9)


class RadioRow(AnswerRow, QRadioButton):
    """One of several, each in a parent of its own: then Qt leaves it to us which of them is chosen.

    The arrow keys move the focus only; Space chooses, so that feedback never comes unasked.
    """

    def __init__(self, words: str, pressed: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.prepare(words, pressed)

    def nextCheckState(self) -> None:
        self.setChecked(True)


class TickRow(AnswerRow, QCheckBox):
    """One that can be ticked."""

    mark = "box"

    def __init__(self, words: str, pressed: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.prepare(words, pressed)


class ActionRow(AnswerRow, QPushButton):
    """Something to do, that leads on."""

    mark: Mark = "arrow"

    def __init__(self, words: str, pressed: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.setAutoDefault(True)
        self.prepare(words, pressed)


def isolated(words: str) -> str:
    """Words that run in their own direction, whichever side the page begins at (Unicode's signs for that)."""
    return f"\u2068{words}\u2069"


def paint_mark(painter: QPainter, mark: QRectF, kind: Mark, checked: bool, mirrored: bool) -> None:
    """Paint the sign before the words."""
    if kind in ("arrow", "tried"):
        _paint_arrow(painter, mark, mirrored, dotted=kind == "tried")
    elif kind == "box":
        _paint_box(painter, mark, checked)
    else:
        _paint_ring(painter, mark, checked)


def _paint_ring(painter: QPainter, mark: QRectF, checked: bool) -> None:
    c = theme.tokens().colours
    painter.setPen(QPen(QColor(c.accent if checked else c.edge), 2))
    painter.setBrush(QColor(c.surface))
    painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
    if checked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.accent))
        rim = mark.width() * 0.28
        painter.drawEllipse(mark.adjusted(rim, rim, -rim, -rim))


def _paint_box(painter: QPainter, mark: QRectF, checked: bool) -> None:
    c = theme.tokens().colours
    painter.setPen(QPen(QColor(c.accent if checked else c.edge), 2))
    painter.setBrush(QColor(c.accent if checked else c.surface))
    painter.drawRoundedRect(mark.adjusted(1, 1, -1, -1), 4, 4)
    if checked:
        paint_tick(painter, mark, c.on_accent)


def paint_tick(painter: QPainter, mark: QRectF, colour: str) -> None:
    """Paint a tick that fills `mark`."""
    painter.setPen(_pen(colour, mark.width() * 0.13))
    painter.drawPolyline([_at(mark, 0.26, 0.52), _at(mark, 0.44, 0.70), _at(mark, 0.76, 0.32)])


def _paint_arrow(painter: QPainter, mark: QRectF, mirrored: bool, dotted: bool) -> None:
    tail, head, wing = (0.88, 0.12, 0.40) if mirrored else (0.12, 0.88, 0.60)
    pen = _pen(theme.tokens().colours.accent, mark.width() * 0.11)
    shaft = QPen(pen)
    shaft.setStyle(Qt.PenStyle.DotLine if dotted else Qt.PenStyle.SolidLine)
    painter.setPen(shaft)
    painter.drawLine(_at(mark, tail, 0.5), _at(mark, head, 0.5))
    painter.setPen(pen)
    painter.drawPolyline([_at(mark, wing, 0.24), _at(mark, head, 0.5), _at(mark, wing, 0.76)])


def _pen(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _at(mark: QRectF, across: float, down: float) -> QPointF:
    return QPointF(mark.left() + mark.width() * across, mark.top() + mark.height() * down)
