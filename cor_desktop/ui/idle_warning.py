"""The calm warning over everything: the page locks in a minute, unless somebody is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from cor_desktop.presenters.countdown import seconds
from cor_desktop.ui import theme
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.text import Label, PrimaryButton
from cor_desktop.words import _

_SAID = frozenset({60, 30, 10})
"""Seconds left at which a screen reader says them: each one would leave no room for anything else."""

_EMS = 30


class IdleWarning(QWidget):
    """Lies over `parent` while there is something to say. `stay` is called by its button."""

    def __init__(self, parent: QWidget, stay: Callable[[], None]) -> None:
        super().__init__(parent)
        self._below = parent
        self._before: QWidget | None = None
        self.setAccessibleName(_("Are you still there?"))
        self._seconds, self._meaning = Label("", "lead"), Label("", "muted")
        self.stay = PrimaryButton(_("Stay"), stay)
        self._card = Card()
        self._lay_out()
        parent.installEventFilter(self)
        self.hide()

    def tell(self, left: int, meaning: str) -> None:
        """Show how many seconds are left and what happens then; with 0, nothing."""
        if not left:
            self._go()
            return
        self._seconds.setText(_("This page closes in {time}.").format(time=seconds(left)))
        self._meaning.setText(meaning)
        if self.isHidden():
            self._come()
        if left in _SAID:
            announce(self, f"{_('Are you still there?')} {self._seconds.text()} {_('Press any key to stay.')}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window below has another size."""
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = QColor(theme.tokens().colours.sunken)
        veil.setAlphaF(0.86)
        QPainter(self).fillRect(self.rect(), veil)

    def _lay_out(self) -> None:
        self._card.add(Label(_("Are you still there?"), "title"))
        self._card.add(self._seconds)
        self._card.add(self._meaning)
        row = Flow()
        row.add(self.stay)
        row.add(Label(_("Any key will do, too."), "caption"))
        self._card.add(row)
        beside = QHBoxLayout()
        beside.addStretch(1)
        beside.addWidget(self._card)
        beside.addStretch(1)
        around = QVBoxLayout(self)
        around.addStretch(1)
        around.addLayout(beside)
        around.addStretch(1)

    def _come(self) -> None:
        self._before = QApplication.focusWidget()
        self._cover()
        self.show()
        self.raise_()
        self.stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and isValid(self._before):  # its page may be gone by now
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def _cover(self) -> None:
        now = theme.tokens()
        self._card.setFixedWidth(min(now.font("body") * _EMS, self._below.width() - 2 * now.space(5)))
        self.setGeometry(self._below.rect())
