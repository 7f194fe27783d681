"""Pictures that keep their proportions: a module's cover, the program's emblem."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from cor_desktop.ui import theme


class Drawing(QWidget):
    """An SVG, `width` logical pixels wide at 100 %, with round corners. Decoration: no focus, no name."""

    def __init__(self, svg: bytes, width: int, corner: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(QByteArray(svg), self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self._width, self._corner = width, corner
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Pictures grow a third as much as text: they can be seen already."""
        width = round(self._width * (1 + (theme.tokens().text_size - 100) / 300))
        drawn = self._renderer.defaultSize()
        return QSize(width, round(width * drawn.height() / drawn.width())) if drawn.width() > 0 else QSize(width, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), self._corner, self._corner)
        painter.setClipPath(frame)
        self._renderer.render(painter, QRectF(self.rect()))
