"""What several activities show: feedback beside what it speaks of."""

from __future__ import annotations

from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.citations import CitedProse, References
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.heard import heard
from cor_desktop.ui.widgets.reveal import reveal
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
