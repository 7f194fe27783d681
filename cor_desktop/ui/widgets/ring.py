"""How much is done, as a ring."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.heard import HeardWidget, heard
from cor_desktop.words import _


class ProgressRing(QWidget):
    """A ring filled to `done` of `total`, with the share in its middle."""

    heard_as = HeardWidget

    def __init__(self, done: int, total: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heard(self, "picture")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_progress(done, total)

    def set_progress(self, done: int, total: int) -> None:
        """Show another share. `total` of 0 shows an empty ring."""
        self._share = min(done / total, 1.0) if total else 0.0
        self.setAccessibleName(_("{done} of {total} done").format(done=done, total=total))
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.tokens().size(52)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = theme.tokens().size(5)
        circle = QRectF(self.rect()).adjusted(thick, thick, -thick, -thick)
        self._arc(painter, circle, thick, theme.tokens().colours.track, 1.0)
        self._arc(painter, circle, thick, theme.tokens().colours.accent, self._share)
        self._words(painter)

    def _arc(self, painter: QPainter, circle: QRectF, thick: int, colour: str, share: float) -> None:
        painter.setPen(QPen(QColor(colour), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if share:
            painter.drawArc(circle, 90 * 16, round(-360 * 16 * share))

    def _words(self, painter: QPainter) -> None:
        font = QFont("Noto Sans", -1, QFont.Weight.Bold)
        font.setPixelSize(theme.tokens().size(12))
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens().colours.ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, f"{self._share:.0%}")
