"""A group that opens to its lines. They are put into words and drawn when somebody opens it, a good many at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cor_desktop.presenters.my_data.parts import Group, Line, items
from cor_desktop.ui.my_data.ledger import Ledger
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.question import QuestionButton
from cor_desktop.ui.widgets.text import QuietButton
from cor_desktop.words import _, marked

AT_ONCE = 100
"""How many lines are laid out at once: more would be felt as a hitch."""


class FoldButton(QuestionButton):
    """Says that a list is open or closed, not an answer."""

    OPEN, CLOSED = marked("List open"), marked("List closed")


class Fold(Column):
    """A button with the group's title and how many lines it has; below it, once opened, the lines."""

    def __init__(self, group: Group) -> None:
        super().__init__(gap=0)
        self._group = group
        self._left: tuple[Line, ...] | None = None
        self._lines = Column(gap=2)
        self.button = FoldButton(group.words, self._show)
        self.more = QuietButton("", self._go_on)
        self._below = Flow()
        self._below.add(self.more)
        self.add(self.button)
        self.add(self._lines)
        self.add(self._below)
        self._lines.hide()
        self._below.hide()

    def _show(self, opened: bool) -> None:
        if self._left is None:
            self._left = self._group.lines()
            self._lay_out()
        self._lines.setVisible(opened)
        self._below.setVisible(opened and bool(self._left))

    def _lay_out(self) -> Ledger:
        """Show the next lines, and say how many are left."""
        left = self._left or ()
        ledger = Ledger(self._group.title, left[:AT_ONCE])
        self._lines.add(ledger)
        self._left = left[AT_ONCE:]
        self.more.setText(_("Show more · {items}").format(items=items(len(self._left))))
        self._below.setVisible(bool(self._left))
        return ledger

    def _go_on(self) -> None:
        """Whoever reads by keyboard goes on reading where the new lines begin."""
        ledger = self._lay_out()
        ledger.show()
        ledger.setFocus(Qt.FocusReason.OtherFocusReason)
