"""Small PDF documents for tests."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter


def a_pdf(pages: int = 1) -> bytes:
    """A document whose pages each have a black square at the top left. Needs an application."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
        painter.fillRect(0, 0, writer.width() // 2, writer.width() // 2, "black")
    painter.end()
    return bytes(buffer.data().data())
