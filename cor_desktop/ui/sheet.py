"""A blank sheet as a PDF, in the fonts of the program. It holds no answer: what is printed stays in spool files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from cor_desktop.errors import NotSaved

_MARGINS = QMarginsF(20, 18, 20, 18)
"""Millimetres around the text."""


def write_sheet(html: str, title: str, path: Path) -> None:
    """Write an HTML sheet as an A4 PDF. Raises NotSaved where the file cannot be written."""
    try:
        path.write_bytes(b"")
    except OSError as error:
        raise NotSaved from error
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setCreator("COR Desktop")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setDefaultFont(QFont("Noto Sans", 11))
    document.setHtml(html)
    document.print_(writer)
    del writer  # finishes the file
    if not path.stat().st_size:
        raise NotSaved
