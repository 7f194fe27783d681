"""One activity on the page: its heading, its text, and what is to be done. Made anew each time it is shown."""

from __future__ import annotations

from collections.abc import Callable

from cor_desktop.presenters.dates import minutes
from cor_desktop.presenters.module import Shown
from cor_desktop.ui.activities.build import Around, activity_widget
from cor_desktop.ui.blocks import block_widgets
from cor_desktop.ui.reflection import ReflectionWidget
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label
from cor_desktop.words import _

_EMS = 40
"""The column's widest, in ems of body text: lines of 65 to 70 characters of the larger running text, and no more."""


class ActivityView(Page):
    """A scrolling page that holds one activity and, while it is shown, what the learner answers."""

    def __init__(self, shown: Shown, around: Around, picture: Callable[[str], bytes]) -> None:
        super().__init__(shown.activity.title, ems=_EMS)
        self._heading(shown)
        for block in block_widgets(shown.activity.body, around.references, picture):
            self.column.add(block)
        self._doing = activity_widget(shown, around)
        self.column.add(self._doing)
        self.column.stretch()

    @property
    def holds_words(self) -> bool:
        """Whether leaving would lose something written."""
        return isinstance(self._doing, ReflectionWidget) and self._doing.holds_words

    def forget_words(self) -> None:
        """Let go of what is written here."""
        if isinstance(self._doing, ReflectionWidget):
            self._doing.forget()

    def _heading(self, shown: Shown) -> None:
        place = _("{place} of {of}").format(place=shown.place, of=shown.of)
        words = f"{place} · {minutes(shown.activity.minutes)}"
        self.column.add_first(Label(words, "caption"))
        self.title.setAccessibleName(f"{shown.activity.title}, {words}")
