"""A sheet on paper or as a PDF, in the program's fonts. It holds no answer: what is printed stays in spool files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextDocument,
)

from cor_desktop.errors import NotSaved
from cor_desktop.presenters.sheets import Sheet
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MARGINS = QMarginsF(20, 16, 20, 14)
"""Millimetres around the text."""
_DPI = 96
"""Laid out in the pixels of CSS, and enlarged to the dots of the paper."""
_FOOT = 30
_ROOM = (34, 28, 23, 18, 13)
"""Heights of a line to write on, the most generous first."""
_CSS = """
body { font-family: "Noto Sans"; font-size: 13px; color: #2a2521; }
p, ul, ol { margin-top: 0; margin-bottom: 6px; }
li { margin-bottom: 2px; }
h1 { font-family: "Noto Serif"; font-size: 27px; font-weight: 700; margin-top: 0; margin-bottom: 8px; }
h2 { font-size: 17px; font-weight: 700; margin-top: 8px; margin-bottom: 4px; }
h3 { font-size: 14px; font-weight: 700; margin-top: 8px; margin-bottom: 3px; }
.above { font-size: 12px; color: #635a51; }
.aim { font-size: 14px; font-style: italic; }
.hint { font-size: 12px; color: #4a423b; }
"""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
"""What a file name may not hold on Windows, and blanks."""


class SheetKeeper:
    """Prints sheets and saves them as PDF, and tells in `notice` what became of it."""

    def __init__(self, messages: Messages, notice: Banner) -> None:
        self._messages = messages
        self._notice = notice

    def print_out(self, sheet: Sheet) -> None:
        """Ask for a printer, and print."""
        printer = self._messages.printer(sheet.title)
        if printer is not None:
            print_sheet(sheet, printer)

    def save(self, sheet: Sheet) -> None:
        """Ask for a place, and save the sheet there."""
        suggestion = _FORBIDDEN.sub(" ", sheet.title).strip()
        path = self._messages.save_as(_("Save the sheet"), f"{suggestion}.pdf", "PDF (*.pdf)")
        if path is None:
            return
        try:
            write_sheet(sheet, path)
        except NotSaved as trouble:
            self._notice.tell_trouble(trouble)
            return
        words = _("{name} can be opened and printed.").format(name=path.name)
        self._notice.tell(_("The sheet is saved."), words, "note-good")
        self._notice.offer(_("Open it"), lambda: _open(path))


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write a sheet as a PDF. Raises NotSaved where the file cannot be written."""
    try:
        path.write_bytes(b"")
    except OSError as error:
        raise NotSaved from error
    writer = QPdfWriter(str(path))
    writer.setTitle(sheet.title)
    writer.setCreator("COR Desktop")
    writer.setPageSize(QPageSize(_paper()))
    _lay_out(sheet, writer)
    del writer  # finishes the file
    if not path.stat().st_size:
        raise NotSaved


def print_sheet(sheet: Sheet, printer: QPrinter) -> None:
    """Print a sheet on the paper that the printer has."""
    _lay_out(sheet, printer)


def _lay_out(sheet: Sheet, device: QPagedPaintDevice) -> None:
    device.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    page = QSizeF(device.pageLayout().paintRect(QPageLayout.Unit.Inch).size() * _DPI)
    document = _fitted(sheet, QSizeF(page.width(), page.height() - _FOOT))
    painter = QPainter(device)
    scale = device.logicalDpiX() / _DPI
    painter.scale(scale, scale)
    for number in range(document.pageCount()):
        if number:
            device.newPage()
        _paint_page(painter, document, number)
        _paint_foot(painter, sheet, QRectF(0, page.height() - 16, page.width(), 16), number, document.pageCount())
    painter.end()


def _fitted(sheet: Sheet, page: QSizeF) -> QTextDocument:
    """Leave as much room to write as one page has; what is longer takes more pages."""
    document = QTextDocument()
    document.addResource(QTextDocument.ResourceType.ImageResource, QUrl("box"), _box())
    document.setDocumentMargin(0)
    for room in _ROOM:
        document.setDefaultStyleSheet(f"{_CSS} .room {{ font-size: {room}px; }}")
        document.setHtml(f"<body>{sheet.html}</body>")
        document.setPageSize(page)
        if document.pageCount() == 1:
            break
    return document


def _paint_page(painter: QPainter, document: QTextDocument, number: int) -> None:
    part = QRectF(QPointF(0, number * document.pageSize().height()), document.pageSize())
    painter.save()
    painter.translate(0, -part.top())
    document.drawContents(painter, part)
    painter.restore()


def _paint_foot(painter: QPainter, sheet: Sheet, room: QRectF, number: int, pages: int) -> None:
    font = QFont("Noto Sans")
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(QColor("#635a51"))
    sides = Qt.AlignmentFlag
    painter.drawText(room, sides.AlignLeft, sheet.foot)
    if pages > 1:
        painter.drawText(room, sides.AlignRight, f"{number + 1} / {pages}")


def _box() -> QImage:
    """An empty box to tick with a pen, sharp at four times its size."""
    box = QImage(64, 64, QImage.Format.Format_ARGB32_Premultiplied)
    box.fill(Qt.GlobalColor.transparent)
    painter = QPainter(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#2a2521"), 5))
    painter.drawRoundedRect(QRectF(box.rect()).adjusted(4, 4, -4, -4), 9, 9)
    painter.end()
    return box


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _paper() -> QPageSize.PageSizeId:
    """What lies in printers where the learner lives."""
    american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize.PageSizeId.Letter if american else QPageSize.PageSizeId.A4
