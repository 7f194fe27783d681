"""How strong a password is, as four short bars. The word beside them says the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.heard import HeardWidget, heard

_BARS = 4


class StrengthBars(QWidget):
    """Filled up to a score of 0 to 4. Decoration beside a word: no focus."""

    heard_as = HeardWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heard(self, "decoration")
        self._score = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_score(self, score: int) -> None:
        """Fill as many bars."""
        self._score = score
        self.update()

    def sizeHint(self) -> QSize:
        now = theme.tokens()
        return QSize(now.size(136), now.size(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = self.height() / 2
        width = (self.width() - gap * (_BARS - 1)) / _BARS
        for place in range(_BARS):
            at = _BARS - 1 - place if self.isRightToLeft() else place
            self._draw(painter, QRectF(at * (width + gap), 0, width, self.height()), place < self._score)

    def _draw(self, painter: QPainter, bar: QRectF, filled: bool) -> None:
        colours = theme.tokens().colours
        colour = colours.good if self._score >= 3 else colours.warm
        painter.setPen(QPen(QColor(colour if filled else colours.edge), 1))
        painter.setBrush(QColor(colour) if filled else Qt.BrushStyle.NoBrush)
        inner = bar.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
