"""Somebody at the window: presses what is visible, types into named fields, reads, and takes pictures.

Works offscreen and on a screen alike, through real mouse and key events, so that what a person could not reach,
`make run` without a display, the end-to-end tests and the canary cannot reach either.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from cor_desktop.ui.activities.match_board import MatchBoard
from cor_desktop.ui.activities.match_card import MatchCard
from cor_desktop.ui.activities.rows import ActionRow, RadioRow, TickRow
from cor_desktop.ui.activities.scale import Scale

W = TypeVar("W", bound=QWidget)

PATIENCE = 20.0
"""Seconds a person waits for something that should come."""


class Missing(AssertionError):
    """A person looked for something and did not find it."""


class Person:
    """Uses one window. `pictures` is the folder for pictures, or None to take none."""

    def __init__(self, window: QWidget, pictures: Path | None = None) -> None:
        self.window = window
        self._pictures = pictures
        self._taken = 0

    def press(self, words: str) -> None:
        """Click the visible button with these words."""
        self.click(self.find(QAbstractButton, lambda button: says(button) == words, f"the button {words!r}"))

    def can_press(self, words: str) -> bool:
        """Tell whether a visible, enabled button has these words."""
        return any(says(button) == words and button.isEnabled() for button in self.visible(QAbstractButton))

    def write(self, label: str, text: str) -> None:
        """Type into the field of that name, in place of what it holds."""
        field = self.find(QLineEdit, lambda edit: edit.accessibleName() == label, f"the field {label!r}")
        self.click(field)
        field.selectAll()
        type_text(field, text)

    def reads(self, words: str) -> bool:
        """Tell whether these words are visible somewhere."""
        return any(words in text for text in self._texts())

    def wait_to_read(self, words: str) -> None:
        """Wait until these words are visible."""
        self.wait(lambda: self.reads(words), f"the words {words!r}")

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Let the program run until the condition holds. Raises Missing after a person's patience."""
        until = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > until:
                raise Missing(f"waited in vain for {what}; on the page: {self.page()}")
            self.pause()

    def pause(self) -> None:
        """Let the program run for a moment."""
        QApplication.processEvents()
        QTest.qWait(10)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def click(self, widget: QWidget) -> None:
        """Bring a widget into view and click its middle."""
        self.wait(widget.isEnabled, f"{widget.accessibleName() or widget} to be enabled")
        bring_into_view(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=_spot(widget))
        self.pause()

    def picture(self, name: str) -> None:
        """Take a picture of the window, numbered in the order taken."""
        if self._pictures is not None:
            self.take_hand_off_mouse()
            self.pause()
            self._pictures.mkdir(parents=True, exist_ok=True)
            self._taken += 1
            self.window.grab().save(str(self._pictures / f"{self._taken:02}-{name}.png"))

    def take_hand_off_mouse(self) -> None:
        """A click that was made up leaves the widget lit, because no pointer ever moves away from it."""
        for widget in self.window.findChildren(QWidget):
            if widget.underMouse():
                widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
                QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))

    def page(self) -> str:
        """The words on the page, for a message."""
        return " | ".join(self._texts())[:1500]

    def find(self, kind: type[W], fits: Callable[[W], bool], what: str) -> W:
        """Wait for the first visible widget of a kind that fits."""
        found: list[W] = []

        def look() -> bool:
            found[:] = [widget for widget in self.visible(kind) if fits(widget)][:1]
            return bool(found)

        self.wait(look, what)
        return found[0]

    def visible(self, kind: type[W]) -> list[W]:
        """All visible widgets of a kind, in the order of the page."""
        return [widget for widget in self.window.findChildren(kind) if widget.isVisible()]

    def answer(self, choice: int, words: str) -> None:
        """Do what the activity asks: the first (0) or last (-1) of every choice; `words` where one writes."""
        for scale in self.visible(Scale):
            self.click(scale.findChildren(QAbstractButton)[choice])
        self._choose(choice)
        self._act(choice)
        self._join(choice)
        for edit in self.visible(QPlainTextEdit) + self.visible(QTextEdit):
            if not edit.isReadOnly():
                self.click(edit.viewport())
                type_text(edit, words)
        for further in ("See what follows", "See how it fits", "See what fits", "See what others might write"):
            for button in self.visible(QAbstractButton):
                if says(button) == further and button.isEnabled():
                    self.click(button)

    def _choose(self, choice: int) -> None:
        groups: dict[QObject | None, list[QAbstractButton]] = {}
        for row in (*self.visible(RadioRow), *self.visible(TickRow)):
            groups.setdefault(row.parent(), []).append(row)
        for rows in groups.values():
            self.click(rows[choice])

    def _act(self, choice: int) -> None:
        while options := self.visible(ActionRow):
            self.click(options[choice])
            self.wait(lambda before=options: self.visible(ActionRow) != before, "the scene to go on")  # type: ignore[misc]

    def _join(self, choice: int) -> None:
        for board in self.visible(MatchBoard):
            cards = [card for card in board.findChildren(MatchCard) if card.isVisible()]
            lefts, rights = cards[: len(cards) // 2], cards[len(cards) // 2 :]
            for left, right in zip(lefts, rights if choice == 0 else reversed(rights), strict=True):
                self.click(left)
                self.click(right)

    def _texts(self) -> Iterator[str]:
        for label in self.visible(QLabel):
            yield label.text()
        for button in self.visible(QAbstractButton):
            yield says(button)
        for edit in self.visible(QTextEdit):
            yield QTextDocumentFragment.fromHtml(edit.toHtml()).toPlainText()


def type_text(widget: QWidget, text: str) -> None:
    """Type with keys; what a keyboard of plain letters has not, through the input method."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(widget, letter)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(letter)
            QApplication.sendEvent(widget, composed)


def says(button: QAbstractButton) -> str:
    """A button's words as a person reads them."""
    return button.text().replace("&", "") or button.accessibleName()


def bring_into_view(widget: QWidget) -> None:
    """Scroll every scroll area around a widget to it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 10, 10)
        parent = parent.parentWidget()
    QApplication.processEvents()


def _spot(widget: QWidget) -> QPoint:
    """Where to click: a little inside the leading edge, because a row may be wider than what is visible of it."""
    return QPoint(min(20, widget.width() // 2), widget.height() // 2)
