"""A picture of the course with its caption. Its words for those who cannot see it are its accessible name."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.drawing import TALLEST
from cor_desktop.ui.widgets.heard import HeardWidget, heard
from cor_desktop.ui.widgets.text import Label

_WIDEST = 600
"""The widest a picture is drawn, in logical pixels at 100 %."""


class FigureWidget(Column):
    """The picture, and its caption below it. Where the picture cannot be shown, its words stand in its place."""

    def __init__(self, name: str, raw: bytes, alt: str, caption: str) -> None:
        super().__init__(gap=2)
        self.add(_Picture(name, raw, alt) if raw else Label(alt, "muted"))
        if caption:
            self.add(Label(caption, "muted"))


class _Picture(QWidget):
    """Draws an SVG or a bitmap as wide as its column, in its own proportions."""

    heard_as = HeardWidget

    def __init__(self, name: str, raw: bytes, alt: str) -> None:
        super().__init__()
        heard(self, "picture")
        self._svg = QSvgRenderer(QByteArray(raw)) if name.endswith(".svg") else None
        self._bitmap = QImage() if self._svg else QImage.fromData(raw)
        self._natural = self._svg.defaultSize() if self._svg else self._bitmap.size()
        self._drawn = QPixmap()
        self.setAccessibleName(alt)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._limit()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * min(self._natural.height() / max(self._natural.width(), 1), TALLEST))

    def sizeHint(self) -> QSize:
        width = self.maximumWidth()
        return QSize(width, self.heightForWidth(width))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._limit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Drawn once for each size: an SVG takes longer than a frame of scrolling."""
        wanted = self.size() * self.devicePixelRatioF()
        if self._drawn.size() != wanted:
            self._drawn = self._draw(wanted)
        painter = QPainter(self)
        painter.setOpacity(theme.tokens().picture_light)
        painter.drawPixmap(self.rect(), self._drawn)

    def _draw(self, size: QSize) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._svg:
            self._svg.render(painter, QRectF(drawn.rect()))
        else:
            painter.drawImage(drawn.rect(), self._bitmap)
        painter.end()
        return drawn

    def _limit(self) -> None:
        self.setMaximumWidth(theme.tokens().size(_WIDEST))
