"""What several activities show: feedback beside what it speaks of, and bringing it into view."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QTimer
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QScrollArea, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.citations import CitedProse, References
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.heard import heard
from cor_desktop.ui.widgets.text import Label


class Feedback(Column):
    """A tinted note with a small heading, hidden until it has something to say."""

    def __init__(self, references: References, parent: QWidget | None = None) -> None:
        super().__init__(gap=1, margin=4, role="note", parent=parent)
        heard(self, "note")
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


def reveal(*widgets: QWidget) -> None:
    """Scroll as little as it takes to show the widgets, once the layout has made room for them.

    What is higher than the page is shown from its top.
    """
    QTimer.singleShot(0, widgets[-1], lambda: _scroll_to(widgets))


def _scroll_to(widgets: tuple[QWidget, ...]) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    page = _page_of(widgets[-1])
    if page is None or not all(widget.isVisible() for widget in widgets):
        return
    moved = QPoint(0, page.verticalScrollBar().value())
    room = QRect()
    for widget in widgets:
        room |= QRect(widget.mapTo(page, QPoint(0, 0)) + moved, widget.size())
    bar, gap = page.verticalScrollBar(), theme.tokens().space(4)
    lowest = room.top() - gap
    highest = room.bottom() + gap - page.viewport().height()
    bar.setValue(lowest if highest > lowest else min(max(bar.value(), highest), lowest))


def _page_of(widget: QWidget) -> QScrollArea | None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around
