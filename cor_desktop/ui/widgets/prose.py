"""Running text from the course: a readable column as high as its content, with citations that open beside it."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFocusEvent, QTextDocument, QTextDocumentFragment, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.tokens import Tokens, Type
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.words import _

_EMS = 35
"""The widest line, in ems: 65 to 70 characters of Noto Sans."""


class Prose(QTextBrowser):
    """Shows the safe HTML of a module. A `cite:` link calls `cited` with the reference's id; others open a browser."""

    def __init__(
        self,
        html: str = "",
        cited: Callable[[str], None] | None = None,
        size: Type = "lead",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._html, self._cited, self._size = html, cited, size
        self._measure: QTextDocument | None = None
        self._behave()
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(lambda _link: self._say_link())
        self._name()
        self._render()

    def set_html(self, html: str) -> None:
        """Show another text."""
        self._html = html
        self._name()
        self._render()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """In a box wider than the widest line, the height that this line needs, not the box."""
        if self._measure is None:
            self._measure = self.document().clone()
        self._measure.setTextWidth(min(width, self.maximumWidth()))
        return math.ceil(self._measure.size().height())

    def sizeHint(self) -> QSize:
        width = self.maximumWidth()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.tokens().size(160), 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "_measure"):
            self._render()

    def _behave(self) -> None:
        self.setProperty("role", "prose")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _render(self) -> None:
        now = theme.tokens()
        self.setMaximumWidth(now.font(self._size) * _EMS)
        self.document().setDefaultStyleSheet(_css(now, now.font(self._size)))
        self.setHtml(f"<body>{self._html}</body>")
        has_links = "<a " in self._html
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_links else Qt.FocusPolicy.ClickFocus)
        self._measure = None
        self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes to the first link at once, or from below to the last: before that nothing would show the focus."""
        super().focusInEvent(event)
        reasons = Qt.FocusReason
        if "<a " in self._html and event.reason() in (reasons.TabFocusReason, reasons.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() == reasons.TabFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Qt does not find the way back out of a link that stands at the very beginning."""
        cursor = self.textCursor()
        if not next and cursor.hasSelection() and cursor.selectionStart() == 0:
            cursor.clearSelection()
            self.setTextCursor(cursor)
            return QWidget.focusNextPrevChild(self, next)
        return super().focusNextPrevChild(next)

    def _name(self) -> None:
        """Its words are its name, as a label's are: not every screen reader looks inside."""
        self.setAccessibleName(QTextDocumentFragment.fromHtml(self._html).toPlainText())

    def _say_link(self) -> None:
        """A link that Tab comes to is marked; screen readers are not told of that by Qt."""
        words = self.textCursor().selectedText()
        if words and self.hasFocus():
            announce(self, _("Link: {words}").format(words=words))

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == "cite":
            if self._cited:
                self._cited(url.toString().removeprefix("cite:"))
        elif url.scheme() == "https":
            QDesktopServices.openUrl(url)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll; there is nothing to scroll in here."""
        event.ignore()


def _css(now: Tokens, size: int) -> str:
    c = now.colours
    gap = round(size * 0.7)
    return f"""
body {{ color: {c.ink}; font-family: "Noto Sans"; font-size: {size}px; line-height: 114%; }}
p, li, blockquote {{ line-height: 114%; }}
p, ul, ol, blockquote {{ margin-top: 0; margin-bottom: {gap}px; }}
li {{ margin-bottom: {gap // 2}px; }}
h2 {{ font-size: {now.font("heading") + 3}px; font-weight: 700; margin-top: {gap}px; margin-bottom: {gap // 2}px; }}
h3 {{ font-size: {now.font("heading")}px; font-weight: 700; margin-top: {gap}px; margin-bottom: {gap // 2}px; }}
a {{ color: {c.accent}; text-decoration: underline; }}
blockquote {{ color: {c.muted}; font-style: italic; margin-left: {gap}px; margin-right: {gap}px; }}
"""
