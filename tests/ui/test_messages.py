from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from cor_desktop.ui.messages import Messages


def press(words: str) -> Callable[[], None]:
    """Press the button with these words in the dialog that is open."""

    def pressed() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == words).click()

    return pressed


@pytest.mark.parametrize(("words", "agreed"), [("Leave", True), ("Stay", False)])
def test_a_decision_is_one_of_two_words(qtbot: QtBot, words: str, agreed: bool) -> None:
    QTimer.singleShot(0, press(words))
    assert Messages().confirm("Leave?", "What you wrote will be gone.", "Leave", "Stay") is agreed


def test_a_place_to_save_is_given_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = str(tmp_path / "mine.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    assert Messages().save_as("Save", "a.pdf", "PDF (*.pdf)") == tmp_path / "mine.pdf"


def test_whoever_changes_their_mind_saves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert Messages().save_as("Save", "a.pdf", "PDF (*.pdf)") is None
