"""Pictures that keep their proportions: a module's cover, the program's emblem."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.heard import HeardWidget, heard

TALLEST = 10
"""How many times as high as wide a picture may stand: Qt does not survive heights beyond its numbers."""


class Drawing(QWidget):
    """An SVG, `width` logical pixels wide at 100 %, with round corners. Decoration: no focus, no name."""

    heard_as = HeardWidget

    def __init__(self, svg: bytes, width: int, corner: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heard(self, "decoration")
        self._renderer = QSvgRenderer(QByteArray(svg), self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self._width, self._corner = width, corner
        self._drawn = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Pictures grow a third as much as text: they can be seen already."""
        width = round(self._width * (1 + (theme.tokens().text_size - 100) / 300))
        return QSize(width, self._height(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Drawn once for each size: six covers take longer than a frame of scrolling."""
        wanted = self.size() * self.devicePixelRatioF()
        if self._drawn.size() != wanted:
            self._drawn = self._draw(wanted)
        painter = QPainter(self)
        painter.setOpacity(theme.tokens().picture_light)
        painter.drawPixmap(self.rect(), self._drawn)

    def _height(self, width: int) -> int:
        drawn = self._renderer.defaultSize()
        return round(width * min(drawn.height() / drawn.width(), TALLEST)) if drawn.width() > 0 else 0

    def _draw(self, size: QSize) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = self._corner * self.devicePixelRatioF()
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(drawn.rect()), corner, corner)
        painter.setClipPath(frame)
        self._renderer.render(painter, QRectF(drawn.rect()))
        painter.end()
        return drawn


class WideDrawing(Drawing):
    """A drawing as wide as its place, and no wider than `width` logical pixels at 100 %."""

    def __init__(self, svg: bytes, width: int, corner: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(svg, width, corner, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(width)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(min(width, self.maximumWidth()))
