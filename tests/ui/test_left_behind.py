from __future__ import annotations

from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytest import MonkeyPatch
from pytestqt.qtbot import QtBot

from cor_desktop.ui.left_behind import take_away


class Clipboard:
    """Qt's clipboard as it is on a real screen, which knows whose its content is; the offscreen one does not."""

    def __init__(self, *, ours: bool) -> None:
        self.ours = ours
        self.cleared: list[QClipboard.Mode] = []

    def ownsClipboard(self) -> bool:
        return self.ours

    def ownsSelection(self) -> bool:
        return self.ours

    def supportsSelection(self) -> bool:
        return True

    def clear(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        self.cleared.append(mode)


def left_in(clipboard: Clipboard, qtbot: QtBot, monkeypatch: MonkeyPatch) -> list[QClipboard.Mode]:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(QApplication, "clipboard", lambda: clipboard)
    take_away(window)
    return clipboard.cleared


def test_m6_what_was_copied_from_the_window_is_taken_away(qtbot: QtBot, monkeypatch: MonkeyPatch) -> None:
    both = [QClipboard.Mode.Clipboard, QClipboard.Mode.Selection]
    assert left_in(Clipboard(ours=True), qtbot, monkeypatch) == both


def test_what_another_program_copied_stays(qtbot: QtBot, monkeypatch: MonkeyPatch) -> None:
    assert left_in(Clipboard(ours=False), qtbot, monkeypatch) == []


def test_m6_other_windows_of_the_program_close_and_its_own_stays(qtbot: QtBot) -> None:
    window, dialog = QWidget(), QDialog()
    for each in (window, dialog):
        qtbot.addWidget(each)
        each.show()
    take_away(window)
    assert (window.isVisible(), dialog.isVisible()) == (True, False)
