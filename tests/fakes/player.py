"""A learner in front of a module's page, with a mouse and a keyboard."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import ModuleRecord, record
from cor_desktop.presenters.module import open_module
from cor_desktop.ui.activities.pieces import Feedback
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.widgets.text import Button

KEY = "what-a-relationship-changes"
LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
W = TypeVar("W", bound=QWidget)


class Answers(Messages):
    """Answers in place of dialogs."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.suggested = ""
        self.printed: Path | None = None

    def save_as(self, title: str, suggestion: str, kind: str) -> Path | None:
        self.suggested = suggestion
        return self.path

    def printer(self, title: str) -> QPrinter | None:
        """A printer that prints into a file; None where there is no file to print into."""
        if self.printed is None:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(self.printed))
        return printer


class Player:
    """A learner in front of the page, with a mouse and a keyboard."""

    def __init__(self, qtbot: QtBot, desk: Desk, chance: random.Random) -> None:
        self.desk = desk
        self.messages = Answers()
        self.went: list[tuple[str, str]] = []
        self.presenter = open_module(desk, KEY, self, chance, lambda _finished: None)
        self.module = self.presenter.module
        self.page = ModulePage(self.presenter, self.messages)
        qtbot.addWidget(self.page)
        self.page.resize(1240, 760)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.presenter.begin()
        QApplication.processEvents()

    def go(self, page: str, argument: str = "") -> None:
        self.went.append((page, argument))

    def open(self, kind: type) -> Any:
        """Go to the first activity of a type, through the outline."""
        activity = next(one for one in self.module.activities if isinstance(one, kind))
        self.press(activity.title, self.page)
        return activity

    @property
    def here(self) -> str:
        assert self.page.view
        return self.page.view.title.text()

    def find(self, kind: type[W], words: str = "") -> list[W]:
        """Widgets of a kind in the activity, in the order they were made, whose name holds `words`."""
        assert self.page.view
        return [one for one in self.page.view.findChildren(kind) if words in name_of(one) and one.isVisible()]

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, LEFT)
        QApplication.processEvents()

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Click the button that begins with these words."""
        buttons = (within or self.page).findChildren(QWidget)
        fitting = [one for one in buttons if one.isVisible() and clickable(one) and name_of(one).startswith(words)]
        assert fitting, f"no button {words!r}"
        self.click(fitting[0])

    def key(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.keyClick(widget, key, modifier)
        QApplication.processEvents()

    def drag(self, widget: QWidget, down: int) -> None:
        """Press on the widget, move the pointer `down` pixels in one go and a little about, and let go."""
        pointer = QPointF(40, widget.height() / 2)
        send(widget, QEvent.Type.MouseButtonPress, pointer)
        goal = widget.mapToParent(pointer) + QPointF(0, down)
        for _ in range(10):
            send(widget, QEvent.Type.MouseMove, widget.mapFromParent(goal))
        send(widget, QEvent.Type.MouseButtonRelease, widget.mapFromParent(goal))

    @property
    def kept(self) -> ModuleRecord:
        return record(self.desk)[KEY]


def send(widget: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    """Send a mouse event with the left button held: QTest moves the pointer without buttons."""
    QApplication.sendEvent(widget, QMouseEvent(kind, at, widget.mapToGlobal(at), LEFT, LEFT, NO_KEY))


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, Button) else "")


def clickable(widget: QWidget) -> bool:
    return hasattr(widget, "click") and widget.isEnabled()


def told(player: Player) -> list[str]:
    """What the feedback on the page says, heading first."""
    return [one.accessibleName() for one in player.find(Feedback)]


def can_go_on(player: Player) -> bool:
    """Press Continue, and tell whether it led on."""
    before = player.here
    player.click(player.page.foot.onward)
    return player.here != before
