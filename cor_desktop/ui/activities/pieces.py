"""What several activities show: feedback beside what it speaks of, and bringing it into view."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QScrollArea, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.citations import CitedProse, References
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.text import Label


class Feedback(Column):
    """A tinted note with a small heading, hidden until it has something to say."""

    def __init__(self, references: References) -> None:
        super().__init__(gap=1, margin=4, role="note")
        self._heading = Label("", "label")
        self._prose = CitedProse(references, size="body")
        self.add(self._heading)
        self.add(self._prose)
        self.hide()

    def show_words(self, heading: str, html: str, tone: str = "note") -> None:
        """Show feedback. `tone` is note, note-good or note-warm; the heading says in words what it says in colour."""
        theme.role(self, tone)
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        self._prose.set_html(html)
        self.setAccessibleName(f"{heading}. {plain(html)}")
        self.show()

    def speak(self) -> None:
        """Say it to a screen reader, and bring it into view."""
        announce(self, self.accessibleName())
        reveal(self)


def plain(html: str) -> str:
    """The words of safe HTML, for a screen reader."""
    return QTextDocumentFragment.fromHtml(html).toPlainText()


def reveal(widget: QWidget) -> None:
    """Scroll as little as it takes to show a widget, once the layout has made room for it."""
    QTimer.singleShot(0, widget, lambda: _scroll_to(widget))


def _scroll_to(widget: QWidget) -> None:
    page = widget.parentWidget()
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    if page is not None and widget.isVisible():
        page.ensureWidgetVisible(widget, 0, theme.tokens().space(4))
