"""The only place that opens dialogs. Handed to whoever must ask, so that tests can answer instead."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


class Messages:
    """Asks the learner for decisions. Everything else is said within the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent

    def confirm(self, question: str, meaning: str, yes: str, no: str = "Cancel") -> bool:
        """Ask for a decision; `yes` and `no` are the words on the buttons. Return or Escape mean no."""
        box = QMessageBox(self.parent)
        box.setWindowTitle("COR Desktop")
        box.setText(question)
        box.setInformativeText(meaning)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(refuse)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is agree

    def save_as(self, title: str, suggestion: str, kind: str) -> Path | None:
        """Ask where to save a file; `kind` is a filter such as `PDF (*.pdf)`. None: they changed their mind."""
        suggested = Path.home() / suggestion
        name, _ = QFileDialog.getSaveFileName(self.parent, title, str(suggested), kind)
        return Path(name) if name else None
