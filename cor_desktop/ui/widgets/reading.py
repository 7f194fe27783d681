"""A longer text to read in place: its own small window with a scroll bar, in Markdown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from cor_desktop.ui import theme

_LINES = 15
"""How many lines are seen at once, at most."""


class Reading(QTextBrowser):
    """Shows Markdown that came from the server: no HTML in it, no pictures, links open in a browser."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._markdown = ""
        self.setAccessibleName(name)
        self.setProperty("role", "reading")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.anchorClicked.connect(self._follow)
        self._measure()

    def set_markdown(self, text: str) -> None:
        """Show another text, from its beginning."""
        self._markdown = text
        self._render()

    def begin_reading(self) -> None:
        """Take the focus, so that the arrow keys scroll, at the beginning."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(0))

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing is fetched: a text is a text."""
        return None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "_markdown"):
            self._measure()
            self._render()

    def _render(self) -> None:
        features = QTextDocument.MarkdownFeature
        self.document().setMarkdown(self._markdown, features.MarkdownDialectCommonMark | features.MarkdownNoHTML)
        self._space()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _space(self) -> None:
        """Markdown comes without distances between its parts."""
        gap = theme.tokens().space(2)
        block = self.document().begin()
        while block.isValid():
            kind = block.blockFormat()
            kind.setTopMargin(gap * 2 if kind.headingLevel() and block.position() else 0)
            kind.setBottomMargin(gap // 2 if kind.headingLevel() or block.textList() is not None else gap)
            QTextCursor(block).setBlockFormat(kind)
            block = block.next()

    def _measure(self) -> None:
        self.setFixedHeight(min(theme.tokens().font("body") * _LINES * 3 // 2, 340))

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == "https":
            QDesktopServices.openUrl(url)
