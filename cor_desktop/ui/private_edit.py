"""A field for words that stay: no drag, no selection clipboard, no learning by the keyboard, and copying asks first."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from cor_desktop.ui import theme
from cor_desktop.words import _

_LINES = (4, 12)
"""How many lines the field shows at least and at most; it grows with what is written."""
_HINTS = {"x-kde-passwordManagerHint": b"secret", "ExcludeClipboardContentFromMonitorProcessing": b"1"}
"""What tells Plasma's clipboard and Windows (its history, and its copies to other computers) to keep nothing of it."""


class PrivateEdit(QPlainTextEdit):
    """Plain text. `copy_asked` tells the first time somebody wants to copy; from then on copying works."""

    copy_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._may_copy = False
        self.setTabChangesFocus(True)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def forget(self) -> None:
        """Let go of the words, and of every earlier state of them."""
        self.setUndoRedoEnabled(False)
        self.clear()

    def copy_words(self, cut: bool = False) -> None:
        """Copy what is selected. The first time this only asks, by `copy_asked`."""
        if not self._may_copy:
            self._may_copy = True
            self.copy_asked.emit()
            return
        cursor = self.textCursor()
        if cursor.hasSelection():
            QGuiApplication.clipboard().setMimeData(_not_for_keeping(cursor.selection().toPlainText()))
            if cut:
                cursor.removeSelectedText()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing: this is what Qt would drag, and what X11 would hand out on every selection."""
        return QMimeData()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_words()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy_words(cut=True)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on selected words ends the selection, so that no drag begins."""
        if event.button() == Qt.MouseButton.LeftButton and self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(_("Copy"), self.copy_words)
        menu.addAction(_("Paste"), self.paste)
        menu.addAction(_("Select all"), self.selectAll)
        menu.exec(event.globalPos())

    def sizeHint(self) -> QSize:
        fewest, most = _LINES
        lines = min(max(self.document().size().height() + 1, fewest), most)
        around = 2 * theme.tokens().space(2) + 2 * self.document().documentMargin() + 4
        return QSize(super().sizeHint().width(), round(lines * self.fontMetrics().lineSpacing() + around))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.tokens().size(160), self.sizeHint().height())


def _not_for_keeping(words: str) -> QMimeData:
    """Words to copy, with the hints by which the keepers of clipboards leave them out."""
    data = QMimeData()
    data.setText(words)
    for name, value in _HINTS.items():
        data.setData(name, value)
    return data
