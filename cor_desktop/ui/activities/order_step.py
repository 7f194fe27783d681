"""One step of an order, as a card that can be moved."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolButton, QWidget

from cor_desktop.ui import icons, theme
from cor_desktop.ui.widgets.box import Column, Row
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.heard import heard
from cor_desktop.ui.widgets.text import Label
from cor_desktop.words import _

_ARROWS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}


class Board(Protocol):
    """Where the steps lie."""

    def shift(self, card: OrderStep, distance: int) -> None:
        """Move a step up (-1) or down (1)."""

    def focus_beside(self, card: OrderStep, distance: int) -> None:
        """Go to the step above (-1) or below (1)."""

    def drag(self, card: OrderStep, y: int) -> None:
        """The pointer holds a step at height `y` of the board."""

    def place_of(self, card: OrderStep) -> int:
        """Where a step stands, from 0."""

    def lift(self, card: OrderStep) -> None:
        """The arrow keys move a step now."""

    def put_down(self, card: OrderStep, back: int | None = None) -> None:
        """Leave a step where it is, or put it back to a place."""


class OrderStep(Row):
    """A step's number, words and buttons. The card itself takes the focus, and the pointer can drag it."""

    def __init__(self, text: str, board: Board) -> None:
        super().__init__(gap=3, margin=3, role="card")
        heard(self, "item")
        self.text = text
        self._board = board
        self._lifted_from: int | None = None
        self._number, self._verdict = Label("", "label"), Label("", "tag")
        self._verdicts = Flow()
        self._verdicts.add(self._verdict)
        self._verdicts.hide()
        words = Column(gap=1)
        words.add(Label(text))
        words.add(self._verdicts)
        self._up, self._down = self._button("up", _("Move up"), -1), self._button("down", _("Move down"), 1)
        for part, stretch in ((self._number, 0), (words, 1), (self._up, 0), (self._down, 0)):
            self.add(part, stretch)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def stand(self, place: int, of: int) -> None:
        """Show the place, from 0, at which the step stands."""
        self._number.setText(str(place + 1))
        self.setAccessibleName(_("Step {place} of {total}: {words}").format(place=place + 1, total=of, words=self.text))
        self._up.setEnabled(place > 0)
        self._down.setEnabled(place < of - 1)

    def judge(self, words: str, tone: str) -> None:
        """Say where the authors would put the step; with no words, say nothing."""
        theme.role(self._verdict, tone)
        self._verdict.setText(words)
        self._verdicts.setVisible(bool(words))
        self.setAccessibleDescription(words or _("Space lifts it."))

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in order."""
        return (self, self._up, self._down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        distance = _ARROWS.get(event.key())
        if event.key() == Qt.Key.Key_Space:
            self._put_down() if self.is_lifted else self._lift()
        elif event.key() == Qt.Key.Key_Escape and self.is_lifted:
            self._put_down(self._lifted_from)
        elif distance is None:
            super().keyPressEvent(event)
        elif self.is_lifted or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._board.shift(self, distance)
        else:
            self._board.focus_beside(self, distance)

    @property
    def is_lifted(self) -> bool:
        """Whether the arrow keys move it."""
        return self._lifted_from is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        theme.role(self, "note-warm")
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._board.drag(self, self.mapToParent(event.position().toPoint()).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        theme.role(self, "chosen" if self.hasFocus() else "card")
        event.accept()

    def _lift(self) -> None:
        self._lifted_from = self._board.place_of(self)
        theme.role(self, "note-warm")
        self._board.lift(self)

    def _put_down(self, back: int | None = None) -> None:
        self._lifted_from = None
        theme.role(self, "chosen")
        self._board.put_down(self, back)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        theme.role(self, "chosen")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._lifted_from = None
        theme.role(self, "card")

    def _button(self, icon: str, words: str, distance: int) -> QToolButton:
        keys = _("Alt+Up") if distance < 0 else _("Alt+Down")
        button = QToolButton()
        button.setProperty("role", "icon")
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(*2 * (theme.tokens().size(22),)))
        button.setToolTip(f"{words} ({keys})")
        button.setAccessibleName(f"{words}: {self.text}")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda *_: self._board.shift(self, distance))
        return button
