"""A learner who has no mouse: only keys, each sent to whatever has the focus. Run as a program of its own.

    python -m tests.e2e.by_keys --server URL --mail LOG

Registers, takes module 1 with its eight kinds of activity, opens the certificate, and changes the appearance in the
settings. Prints how many times Tab was pressed on each stretch as one JSON object. Nothing here moves the focus but
keys; which widget has it is looked at, as somebody looks at the screen.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPlainTextEdit, QPushButton, QRadioButton, QWidget

from cor_desktop.ui.activities.match_card import MatchCard
from cor_desktop.ui.activities.order_step import OrderStep
from cor_desktop.ui.activities.rows import ActionRow
from cor_desktop.ui.activities.scale import Scale
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.theme import tokens
from cor_desktop.ui.widgets.box import Card
from tests.fakes.hearing import ancestry
from tools import journey
from tools.mailbox import Mailbox

Key = Qt.Key
NO_KEY = Qt.KeyboardModifier.NoModifier
MOST = 60
"""Stops that somebody passes at most on the way to what they want."""
PAUSES = 4000
"""Moments that somebody waits: 20 seconds and more."""
MODULE = "What a relationship changes"
NEWCOMER = ("Rosa", "Marchetti", "rosa@example.org", "paper boats cross quietly")


class Keyboard:
    """Sends keys. `tabs` counts how often Tab was pressed, by the stretch that is under way."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.tabs: Counter[str] = Counter()
        self.stretch = "start"

    @property
    def here(self) -> QWidget:
        """What has the focus. It is never nowhere."""
        focused = QApplication.focusWidget()
        assert focused is not None, f"the focus was lost ({self.stretch})"
        return focused

    @property
    def name(self) -> str:
        """What a screen reader says of it."""
        return QAccessible.queryAccessibleInterface(self.here).text(QAccessible.Text.Name)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key."""
        self.tabs[self.stretch] += key in (Key.Key_Tab, Key.Key_Backtab)
        QTest.keyClick(self.here, key, modifier)
        pause()

    def write(self, text: str) -> None:
        """Type letters, one after the other."""
        for letter in text:
            QTest.keyClicks(self.here, letter)
        pause()

    def tab_to(self, words: str, key: Qt.Key = Key.Key_Tab) -> None:
        """Press Tab until the focus is on something whose name begins with these words."""
        passed = []
        while not self.name.startswith(words):
            passed.append(self.name[:40])
            assert len(passed) <= MOST, f"{words!r} is not reached by Tab ({self.stretch}): {passed}"
            self.press(key)

    def choose(self, words: str) -> None:
        """Go to a button and press it."""
        self.tab_to(words)
        self.press(Key.Key_Return)

    def wait_for(self, holds: Callable[[], bool], what: str) -> None:
        """Let the program run until something holds."""
        for _pause in range(PAUSES):
            if holds():
                return
            pause()
        raise AssertionError(f"waited in vain for {what}; on the page: {self.page!r}")

    @property
    def page(self) -> str:
        """The title of the page."""
        shown = self.window.stack.currentWidget()
        titles = [one.text() for one in shown.findChildren(QLabel) if one.property("role") == "title"] if shown else []
        return titles[-1] if titles else ""


def pause() -> None:
    QTest.qWait(5)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def register(keys: Keyboard, mailbox: Mailbox) -> None:
    """From the first page to home, with a code from the mail."""
    keys.stretch = "register"
    keys.choose("Create an account")
    for label, text in zip(("First name", "Last name", "Email", "Password"), NEWCOMER, strict=True):
        keys.tab_to(label)
        keys.write(text)
    keys.choose("Read the privacy policy")
    keys.wait_for(lambda: keys.name == "Privacy policy", "the policy")
    keys.tab_to("I have read")
    keys.press(Key.Key_Space)
    keys.choose("Create account")
    keys.wait_for(lambda: keys.page == "Check your mail", "the page for the code")
    keys.wait_for(lambda: keys.name == "Code", "the field for the code")
    keys.write(mailbox.code_for(NEWCOMER[2]))
    keys.press(Key.Key_Return)
    keys.wait_for(lambda: keys.page.startswith("Welcome"), "home")


def take_module(keys: Keyboard) -> list[str]:
    """From home to the end of the module; gives the titles that were gone through."""
    keys.stretch = "home"
    keys.choose(f"Start: {MODULE}")
    gone: list[str] = []
    while (title := keys.page) != "You have completed the module":
        assert title not in gone, f"{title!r} does not lead on"
        gone.append(title)
        keys.stretch = title
        go_through(keys)
        keys.press(Key.Key_Return)
        if keys.page == title:  # words are let go of
            keys.choose("Leave and let them go")
        keys.wait_for(lambda title=title: keys.page != title, "the next page")  # type: ignore[misc]
    return gone


def go_through(keys: Keyboard) -> None:
    """Do at each stop what is to be done there, as far as the button that leads on."""
    done: set[int] = set()
    while keys.name not in ("Continue", "Finish"):
        assert keys.tabs[keys.stretch] <= MOST, f"no end of {keys.stretch!r}: {keys.name!r}"
        here = keys.here
        if id(here) not in done:
            done.add(id(here))
            act(keys, here, done)
        if keys.here is here or not keys.here.focusPolicy():
            keys.press(Key.Key_Tab)


def act(keys: Keyboard, here: QWidget, done: set[int]) -> None:
    """What a learner does at one stop. Of the answers to one question the first is taken."""
    if isinstance(here, OrderStep):
        for key in (Key.Key_Space, Key.Key_Down, Key.Key_Space):
            keys.press(key)
    elif isinstance(here, QRadioButton):
        question = next(around for around in ancestry(here) if isinstance(around, Scale | Card))
        if id(question) not in done:
            done.add(id(question))
            keys.press(Key.Key_Space)
    elif isinstance(here, QCheckBox | MatchCard):
        keys.press(Key.Key_Space)
    elif isinstance(here, ActionRow) or (isinstance(here, QPushButton) and keys.name.startswith("See ")):
        keys.press(Key.Key_Return)
    elif isinstance(here, QPlainTextEdit):
        keys.write("I write by keys alone.")


def open_certificate(keys: Keyboard) -> None:
    """From the end of the module to the certificate on the screen."""
    keys.stretch = "certificate"
    keys.wait_for(lambda: has_certificate(keys), "the certificate")
    keys.choose("Open certificate")
    keys.wait_for(lambda: keys.name == "Back to the list", "the certificate on the screen")
    keys.tab_to("Save as")


def has_certificate(keys: Keyboard) -> bool:
    page = keys.window.stack.currentWidget()
    buttons = page.findChildren(QPushButton) if page else []
    return any(button.text() == "Open certificate" for button in buttons)


def darken(keys: Keyboard) -> None:
    """Choose another appearance, by the rail."""
    keys.stretch = "settings"
    keys.tab_to("Settings", Key.Key_Backtab)
    keys.press(Key.Key_Space)
    keys.tab_to("As this computer")
    while keys.name != "Dark":
        keys.press(Key.Key_Right)
    keys.press(Key.Key_Space)
    keys.wait_for(lambda: tokens().appearance == "dark", "the dark appearance")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True)
    parser.add_argument("--mail", type=Path, required=True)
    asked = parser.parse_args()
    window = journey.open_window(QApplication([]), asked.server)
    QTest.qWaitForWindowActive(window)
    keys = Keyboard(window)
    keys.wait_for(lambda: window.house is not None and QApplication.focusWidget() is not None, "the window")
    register(keys, Mailbox(asked.mail))
    gone = take_module(keys)
    open_certificate(keys)
    darken(keys)
    window.close()
    assert window.house
    json.dump({"tabs": keys.tabs, "activities": gone}, sys.stdout)


if __name__ == "__main__":
    main()
