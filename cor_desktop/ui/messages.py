"""The only place that opens dialogs. Handed to whoever must ask, so that tests can answer instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Messages:
    """Asks the learner what only a dialog can ask. Everything else is said within the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent

    def save_as(self, title: str, suggestion: str, kind: str) -> Path | None:
        """Ask where to save a file; `kind` is a filter such as `PDF (*.pdf)`. None: they changed their mind."""
        suggested = Path.home() / suggestion
        name, _ = QFileDialog.getSaveFileName(self.parent, title, str(suggested), kind)
        return Path(name) if name else None

    def open_folder(self, title: str) -> Path | None:
        """Ask for a folder that is there. None: they changed their mind."""
        name = QFileDialog.getExistingDirectory(self.parent, title, str(Path.home()))
        return Path(name) if name else None

    def open_file(self, title: str, kind: str) -> Path | None:
        """Ask for a file that is there; `kind` is a filter such as `ZIP (*.zip)`. None: they changed their mind."""
        name, _ = QFileDialog.getOpenFileName(self.parent, title, str(Path.home()), kind)
        return Path(name) if name else None

    def printer(self, title: str) -> QPrinter | None:
        """Ask for a printer, set up at its best resolution. None: they changed their mind."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self.parent)
        dialog.setWindowTitle(title)
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None
