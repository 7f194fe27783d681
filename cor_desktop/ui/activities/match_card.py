"""One side of a pair, as a card with a letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QPushButton

from cor_desktop.ui import theme
from cor_desktop.ui.activities.rows import AnswerRow
from cor_desktop.ui.widgets.heard import HeardButton


class Board(Protocol):
    """Where the cards lie."""

    def cross_from(self, card: MatchCard) -> None:
        """Go to the card on the other side."""

    def drag(self, card: MatchCard, to: QPoint) -> None:
        """The pointer draws a line from a card to a point of the board."""

    def drop(self, card: MatchCard, at: QPoint) -> None:
        """The pointer lets go of that line."""


class MatchCard(AnswerRow, QPushButton):
    """A card to pick, or to drag to the other side. Its letter names the pair it belongs to, once it has one."""

    heard_as = HeardButton

    def __init__(self, words: str, board: Board, pressed: Callable[[], None]) -> None:
        super().__init__()
        self.letter = ""
        self._board = board
        self._pressed_at: QPoint | None = None
        self._is_dragged = False
        self.setAutoDefault(True)
        self.prepare(words, pressed)
        self.words = words

    def show_state(self, letter: str, state: str, held: bool = False) -> None:
        """Show the letter and whether the card is held; `state` says both to a screen reader."""
        self.letter = letter
        self.setCheckable(held)
        self.setChecked(held)
        self.setAccessibleName(f"{letter}. {self.words}" if letter else self.words)
        self.setAccessibleDescription(state)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._board.cross_from(self)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at, self._is_dragged = event.position().toPoint(), False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        now = event.position().toPoint()
        far = QApplication.startDragDistance()
        if self._is_dragged or (self._pressed_at and (now - self._pressed_at).manhattanLength() > far):
            self._is_dragged = True
            self._board.drag(self, self.mapToParent(now))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if self._is_dragged:
            self._is_dragged = False
            self.setDown(False)
            self._board.drop(self, self.mapToParent(event.position().toPoint()))
        else:
            super().mouseReleaseEvent(event)

    def paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        c = theme.tokens().colours
        disc = mark.adjusted(-3, -3, 3, 3)
        painter.setPen(
            QPen(
                QColor(c.accent if self.letter else c.edge),
                1.5,
                Qt.PenStyle.SolidLine if self.letter else Qt.PenStyle.DashLine,
            )
        )
        painter.setBrush(QColor(c.accent) if self.letter else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        painter.setPen(QColor(c.on_accent))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), self.letter)
