"""How far the learner is in the whole program: a short piece of line for each module."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cor_desktop.presenters.home import ModuleCard, progress_words
from cor_desktop.ui import theme
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.heard import HeardWidget, heard
from cor_desktop.ui.widgets.text import Label

_LENGTH, _THICK, _BETWEEN = 44, 8, 6
"""Of one piece, in logical pixels at 100 %."""


class ProgramProgress(Flow):
    """The pieces, and the same in words beside them, or below them where there is no room."""

    def __init__(self) -> None:
        super().__init__(gap=3)
        self.pieces, self.words = _Pieces(), Label("", "muted")
        self.words.setWordWrap(False)
        self.add(self.pieces)
        self.add(self.words)

    def show_cards(self, cards: tuple[ModuleCard, ...]) -> None:
        """Show the modules' states; one module alone is no program."""
        self.pieces.show_shares([_share(card) for card in cards])
        self.words.setText(progress_words(cards))
        self.setVisible(len(cards) > 1)


class _Pieces(QWidget):
    """Pieces of a line, each filled to its share. The words beside it say the same, so it has no name."""

    heard_as = HeardWidget

    def __init__(self) -> None:
        super().__init__()
        heard(self, "decoration")
        self._shares: list[float] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: list[float]) -> None:
        """Shares of 1, in the modules' order."""
        self._shares = shares
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        now = theme.tokens()
        step = now.size(_LENGTH + _BETWEEN)
        return QSize(max(len(self._shares) * step - now.size(_BETWEEN), 0), now.size(_THICK))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, share in enumerate(self._shares):
            self._piece(painter, place, share)

    def _piece(self, painter: QPainter, place: int, share: float) -> None:
        now = theme.tokens()
        length, thick = now.size(_LENGTH), now.size(_THICK)
        left = place * now.size(_LENGTH + _BETWEEN)
        if self.isRightToLeft():
            left = self.width() - left - length
        whole = QRectF(left, 0, length, thick)
        painter.setBrush(QColor(now.colours.track))
        painter.drawRoundedRect(whole, thick / 2, thick / 2)
        if share:
            filled = max(length * share, thick)
            whole.setLeft(whole.right() - filled) if self.isRightToLeft() else whole.setWidth(filled)
            painter.setBrush(QColor(now.colours.good if share == 1 else now.colours.accent))
            painter.drawRoundedRect(whole, thick / 2, thick / 2)


def _share(card: ModuleCard) -> float:
    if card.state == "completed":
        return 1.0
    return min(max(card.done / card.total, 0.1), 0.95) if card.state == "started" and card.total else 0.0
