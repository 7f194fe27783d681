"""One side of a pair, as a card with a letter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QPushButton

from cor_desktop.ui import theme
from cor_desktop.ui.activities.rows import AnswerRow


class MatchCard(AnswerRow, QPushButton):
    """A card to pick. Its letter names the pair it belongs to; a right side has none until it is joined."""

    def __init__(self, words: str, pressed: Callable[[], None]) -> None:
        super().__init__()
        self.letter = ""
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
