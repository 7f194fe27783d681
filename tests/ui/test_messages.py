from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog

from cor_desktop.ui.messages import Messages


def test_a_place_to_save_is_given_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = str(tmp_path / "mine.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    assert Messages().save_as("Save", "a.pdf", "PDF (*.pdf)") == tmp_path / "mine.pdf"


def test_whoever_changes_their_mind_saves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert Messages().save_as("Save", "a.pdf", "PDF (*.pdf)") is None


@pytest.mark.parametrize("chosen", [QPrintDialog.DialogCode.Accepted, QPrintDialog.DialogCode.Rejected])
def test_a_printer_is_given_back_only_where_one_was_chosen(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, chosen: QPrintDialog.DialogCode
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: chosen)
    printer = Messages().printer("Certificate")
    assert (printer is not None) is (chosen == QPrintDialog.DialogCode.Accepted)
