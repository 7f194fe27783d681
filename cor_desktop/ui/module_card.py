"""One module on the home page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from cor_desktop.presenters.home import ModuleCard
from cor_desktop.ui import theme
from cor_desktop.ui.widgets.box import Box, Column, Row
from cor_desktop.ui.widgets.drawing import Drawing
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.heard import heard
from cor_desktop.ui.widgets.ring import ProgressRing
from cor_desktop.ui.widgets.text import Button, Label, PrimaryButton, QuietButton
from cor_desktop.words import _

_NARROW = 600
"""Below this many logical pixels at 100 % the picture stands below the words: the button is not to be scrolled for."""


class ModuleCardView(Box):
    """Cover, title, minutes, objectives, state, and one button."""

    def __init__(self, card: ModuleCard, cover: bytes, open_module: Callable[[], None]) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, 5, 5, "card", None)
        self._title = card.title
        self.setAccessibleName(card.spoken)
        if cover:
            self.body.addWidget(Drawing(cover, 296), 0, Qt.AlignmentFlag.AlignTop)
        kind = QuietButton if card.state == "completed" else PrimaryButton
        self.button = kind(card.button, open_module)
        self.button.setAccessibleName(f"{card.button}: {card.title}")
        self.body.addWidget(self._words(card), 1)

    def offer(self, words: str, pressed: Callable[[], None]) -> None:
        """Add another button beside the first."""
        more = QuietButton(words, pressed)
        more.setAccessibleName(f"{words}: {self._title}")
        self._foot.body.insertWidget(1, more, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < theme.tokens().size(_NARROW)
        directions = QBoxLayout.Direction
        self.body.setDirection(directions.BottomToTop if narrow else directions.LeftToRight)

    def _words(self, card: ModuleCard) -> Column:
        words = Column(gap=2)
        words.add(facts_of(card))
        words.add(Label(card.title, "heading"))
        words.add(Label(card.summary))
        words.gap(1)
        self._foot = ways_into(card, self.button)
        words.add(self._foot)
        if card.state != "completed" and card.objectives:
            words.gap(1)
            words.add(objectives_of(card.objectives))
        return words


def facts_of(card: ModuleCard) -> Flow:
    """State, number, minutes, and the language where it is another, for both kinds of card."""
    tags = {"new": "tag", "started": "tag-warm", "completed": "tag-good"}
    facts = Flow(gap=2)
    facts.add(Label(card.state_words, tags[card.state]))
    number = Label(_("Module {number} · about {minutes}").format(number=card.number, minutes=card.minutes), "caption")
    number.setWordWrap(False)
    facts.add(number)
    if card.language_words:
        facts.add(Label(card.language_words, "tag"))
    return facts


def objectives_of(objectives: tuple[str, ...]) -> Column:
    """What a learner can do afterwards, point by point."""
    listed = Column(gap=1)
    listed.add(Label(_("Afterwards you can"), "caption"))
    heard(listed, "list")
    for objective in objectives:
        row = Row(gap=2)
        heard(row, "item")
        row.setAccessibleName(objective)
        bullet = Label("•", "muted")
        heard(bullet, "decoration")
        row.body.addWidget(bullet, 0, Qt.AlignmentFlag.AlignTop)
        row.add(Label(objective), 1)
        listed.add(row)
    return listed


def ways_into(card: ModuleCard, button: Button) -> Row:
    """The button into a module, and how much of it is done."""
    foot = Row(gap=3)
    foot.body.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    if card.state == "started":
        foot.body.addWidget(ProgressRing(card.done, card.total), 0, Qt.AlignmentFlag.AlignVCenter)
        foot.add(Label(_("{done} of {total} activities done").format(done=card.done, total=card.total), "muted"), 1)
    else:
        foot.stretch()
    return foot
