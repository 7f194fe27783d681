"""A group that opens to its lines. They are put into words and drawn when somebody opens it, not before."""

from __future__ import annotations

from cor_desktop.presenters.my_data.parts import Group
from cor_desktop.ui.my_data.ledger import Ledger
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.question import QuestionButton
from cor_desktop.words import marked


class FoldButton(QuestionButton):
    """Says that a list is open or closed, not an answer."""

    OPEN, CLOSED = marked("List open"), marked("List closed")


class Fold(Column):
    """A button with the group's title and how many lines it has; below it, once opened, the lines."""

    def __init__(self, group: Group) -> None:
        super().__init__(gap=0)
        self._group = group
        self.ledger: Ledger | None = None
        self.button = FoldButton(group.words, self._show)
        self.add(self.button)

    def _show(self, opened: bool) -> None:
        if self.ledger is None:
            self.ledger = Ledger(self._group.title, self._group.lines())
            self.add(self.ledger)
        self.ledger.setVisible(opened)
