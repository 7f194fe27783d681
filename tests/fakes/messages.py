"""Answers dialogs instead of a person, and remembers what was asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from cor_desktop.ui.messages import Messages


class Answers(Messages):
    """Says `place` to where to save, to where to print, and to what to open."""

    def __init__(self, place: Path | None = None) -> None:
        super().__init__()
        self.place = place
        self.asked: list[str] = []

    def printer(self, title: str) -> QPrinter | None:
        """A printer that prints into the file `place`."""
        self.asked.append(title)
        if self.place is None:
            return None
        printer = QPrinter()
        printer.setOutputFileName(str(self.place))
        return printer

    def open_folder(self, title: str) -> Path | None:
        self.asked.append(title)
        return self.place

    def open_file(self, title: str, kind: str) -> Path | None:
        self.asked.append(title)
        return self.place

    def save_as(self, title: str, suggestion: str, kind: str) -> Path | None:
        self.asked.append(suggestion)
        return self.place
