"""A notice within a page: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cor_desktop.errors import Trouble
from cor_desktop.ui import theme
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.heard import heard
from cor_desktop.ui.widgets.text import Label, QuietButton


class Banner(Column):
    """Hidden until it has something to say; then said to screen readers too. It never takes the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(2, 4, "note", parent)
        heard(self, "notice")
        self._title = Label("", "label")
        self._sentence = Label()
        self._actions = Flow()
        words = Column(gap=1)
        words.add(self._title)
        words.add(self._sentence)
        self.add(words)
        self.add(self._actions)
        self.hide()

    def tell(self, title: str, sentence: str = "", tone: str = "note") -> None:
        """Show a notice. `tone` is note, note-good, note-warm or note-bad."""
        words = f"{title} {sentence}".strip()
        is_news = words != self.words
        theme.role(self, tone)
        self._say(self._title, title)
        self._say(self._sentence, sentence)
        self._actions.clear()
        self._actions.hide()
        self.setAccessibleName(words)
        self.show()
        if is_news:  # what is shown again while it is shown was said
            announce(self, words)

    def offer(self, words: str, pressed: Callable[[], None]) -> None:
        """Add a button to what is shown now."""
        self._actions.add(QuietButton(words, pressed))
        self._actions.show()

    def tell_trouble(self, trouble: Trouble) -> None:
        """Show a Trouble in its own words."""
        self.tell(f"{trouble.title}.", f"{trouble.meaning} {trouble.advice}".strip(), "note-warm")

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Show a Trouble, or nothing."""
        if trouble:
            self.tell_trouble(trouble)
        else:
            self.hide()

    @property
    def words(self) -> str:
        """What is shown now, for tests and screen readers."""
        return f"{self._title.text()} {self._sentence.text()}".strip() if not self.isHidden() else ""

    def _say(self, label: Label, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
