"""What a learner may leave behind outside the pages: open dialogs, and what they copied from this window."""

from __future__ import annotations

from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QWidget


def take_away(window: QWidget) -> None:
    """Close every other window of the program, and empty the clipboards where they hold something of ours."""
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
    _empty(QApplication.clipboard())


def _empty(clipboard: QClipboard) -> None:
    """What another program put there is not ours to take."""
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
