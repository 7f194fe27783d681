"""One of the other modules on the home page: smaller than the next one, and with the same things on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from cor_desktop.presenters.home import ModuleCard
from cor_desktop.ui.module_card import facts_of, objectives_of, ways_into
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.drawing import WideDrawing
from cor_desktop.ui.widgets.question import QuestionButton
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.words import _

_WIDEST = 420
"""The widest its picture is drawn, in logical pixels."""


class ModuleTile(Card):
    """Cover, state, minutes, title, summary, objectives on demand, and one button."""

    def __init__(self, card: ModuleCard, cover: bytes, open_module: Callable[[], None]) -> None:
        super().__init__(gap=2)
        self._title = card.title
        self.setAccessibleName(card.spoken)
        if cover:
            self.add(WideDrawing(cover, _WIDEST))
        self.gap(1)
        self.add(facts_of(card))
        self.add(Label(card.title, "heading"))
        self.add(Label(card.summary))
        self.objectives = objectives_of(card.objectives)
        self.objectives.hide()
        self.more = QuestionButton(_("What it is for"), self.objectives.setVisible)
        if card.objectives:
            self.add(self.more)
            self.add(self.objectives)
        self.stretch()
        self.gap(1)
        self.button = QuietButton(card.button, open_module)
        self.button.setAccessibleName(f"{card.button}: {card.title}")
        self._foot = ways_into(card, self.button)
        self.add(self._foot)

    def offer(self, words: str, pressed: Callable[[], None]) -> None:
        """Add another button beside the first."""
        more = QuietButton(words, pressed)
        more.setAccessibleName(f"{words}: {self._title}")
        self._foot.body.insertWidget(1, more, 0, Qt.AlignmentFlag.AlignVCenter)
