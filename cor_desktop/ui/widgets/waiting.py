"""That something is going on, said after a second: what is faster needs no words."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Row
from cor_desktop.ui.widgets.text import Label

_PATIENCE = 1000
"""Milliseconds."""


class Waiting(Row):
    """A sentence beside a moving bar. It stands beside the button that was pressed."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(gap=3, parent=parent)
        self._sentence = sentence
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(sentence)
        words = Label(sentence, "caption")
        words.setWordWrap(False)
        self.add(words)
        self.add(self._bar, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._appear)
        self.hide()

    def set_busy(self, busy: bool) -> None:
        """Begin or end waiting."""
        if busy:
            self._timer.start(_PATIENCE)
            return
        self._timer.stop()
        self.hide()

    def set_share(self, share: float) -> None:
        """Show how much is done, from 0 to 1, once there is something to show."""
        if share:
            self._bar.setRange(0, 100)
            self._bar.setValue(round(share * 100))

    def _appear(self) -> None:
        """Where nothing may move, the bar stands half full."""
        still = theme.tokens().still
        self._bar.setRange(0, 2 if still else 0)
        self._bar.setValue(1)
        self.show()
        announce(self, self._sentence)
