from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from cor_desktop.ui.messages import Messages


def test_a_place_to_save_is_given_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = str(tmp_path / "mine.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    assert Messages().save_as("Save", "a.pdf", "PDF (*.pdf)") == tmp_path / "mine.pdf"


def test_whoever_changes_their_mind_saves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert Messages().save_as("Save", "a.pdf", "PDF (*.pdf)") is None
