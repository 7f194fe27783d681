"""A PDF as it would lie on the table: its pages below one another, as wide as there is room."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pypdfium2
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cor_desktop.errors import Trouble
from cor_desktop.ui import theme
from cor_desktop.ui.widgets.heard import HeardWidget, heard
from cor_desktop.words import marked

_GAP = 12
_POINTS = 72
"""PDF's units in an inch."""
_SHARP = 300
"""Dots in an inch beyond which nobody sees a difference on paper."""

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class DamagedDocument(Trouble):
    """What should be a PDF cannot be read."""

    title = marked("This document cannot be shown")
    meaning = marked("It is safe on the server.")
    advice = marked("Save it as a file and open it with another program, or ask for help.")


class Paper(QWidget):
    """Renders when painted, at the screen's own resolution. Its name says what a picture cannot.

    Raises DamagedDocument for what is no PDF.
    """

    heard_as = HeardWidget

    def __init__(self, document: bytes, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heard(self, "document")
        self._document = document
        with self._opened() as pdf:
            self._sizes = [pdf.get_page_size(number) for number in range(len(pdf))]
        self._images: dict[tuple[int, int], QImage] = {}
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def print_on(self, printer: QPrinter) -> None:
        """Print every page as large as the sheet allows, turned the way it is wide."""
        wide, high = self._sizes[0]
        turned = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(turned)
        painter = QPainter(printer)
        for number, (wide, high) in enumerate(self._sizes):
            if number:
                printer.newPage()
            room = QSizeF(wide, high).scaled(QSizeF(painter.viewport().size()), Qt.AspectRatioMode.KeepAspectRatio)
            dots = round(wide / _POINTS * min(printer.resolution(), _SHARP))
            painter.drawImage(QRectF(QPointF(), room), self._render(number, dots))
        painter.end()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._height(number, width) + _GAP for number in range(len(self._sizes)))

    def sizeHint(self) -> QSize:
        return QSize(800, self.heightForWidth(800))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.tokens().colours.line)))
        top = 0
        for number in range(len(self._sizes)):
            height = self._height(number, self.width())
            frame = QRectF(0, top, self.width(), height)
            painter.drawImage(frame, self._image(number, round(self.width() * self.devicePixelRatioF())))
            painter.drawRect(frame.adjusted(0, 0, -1, -1))
            top += height + _GAP

    def _height(self, number: int, width: int) -> int:
        wide, high = self._sizes[number]
        return round(float(width * high / wide))

    def _image(self, number: int, width: int) -> QImage:
        if (number, width) not in self._images:
            self._images = {key: image for key, image in self._images.items() if key[1] == width}
            self._images[number, width] = self._render(number, width)
        return self._images[number, width]

    def _render(self, number: int, width: int) -> QImage:
        with self._opened() as pdf:
            scale = width / self._sizes[number][0]
            bitmap = pdf[number].render(scale=scale, prefer_bgrx=True, rev_byteorder=True)
            raw = bytes(bitmap.buffer)
        return QImage(raw, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()

    def _opened(self) -> contextlib.closing[pypdfium2.PdfDocument]:
        """The document, for a moment: what pdfium keeps open outlives widgets."""
        return contextlib.closing(_open(self._document))


def _open(document: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(document)
    except pypdfium2.PdfiumError as fault:
        raise DamagedDocument from fault
