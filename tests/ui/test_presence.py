from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.idle import IdlePresenter
from cor_desktop.ui.presence import Presence
from tests.fakes.clock import HandClock


class Room:
    """A window with one field, watched; it locks after ten minutes."""

    def __init__(self, qtbot: QtBot) -> None:
        self.clock = HandClock()
        self.away = 0
        self.idle = IdlePresenter(self.clock, lambda: 600, self._go_away)
        self.field = QLineEdit()
        qtbot.addWidget(self.field)
        self.field.show()
        with qtbot.waitActive(self.field):
            self.field.activateWindow()
        self.presence = Presence(self.idle, self.field)
        self.presence.start()

    @property
    def window(self) -> QWindow:
        window = self.field.windowHandle()
        assert window is not None
        return window

    def wait(self, seconds: int) -> int:
        self.clock.advance(seconds)
        self.idle.tick()
        return self.idle.warning.value

    def _go_away(self) -> None:
        self.away += 1


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_m6_keys_and_mouse_keep_it_open(room: Room) -> None:
    stirrings: tuple[Callable[[], object], ...] = (
        lambda: QTest.keyClick(room.window, Qt.Key.Key_A),
        lambda: QTest.mouseMove(room.window, room.field.rect().center()),
        lambda: QTest.mouseClick(room.window, Qt.MouseButton.LeftButton),
    )
    for stir in stirrings:
        assert room.wait(530) == 0
        stir()
        assert room.wait(530) == 0
        room.idle.touch()
    assert room.away == 0


def test_m6_the_key_that_ends_the_warning_types_nothing(room: Room) -> None:
    assert room.wait(550)
    QTest.keyClick(room.window, Qt.Key.Key_A)
    assert (room.field.text(), room.idle.warning.value) == ("", 0)
    QTest.keyClick(room.window, Qt.Key.Key_B)
    assert room.field.text() == "b"


def test_it_follows_the_focus_to_another_window_and_back(room: Room, qtbot: QtBot) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    with qtbot.waitActive(other):
        other.activateWindow()
    room.wait(530)
    QTest.keyClick(other.windowHandle(), Qt.Key.Key_A)
    assert room.wait(530) == 0


def test_after_the_end_it_hears_nothing(room: Room) -> None:
    room.presence.stop()
    room.presence.stop()
    room.wait(530)
    QTest.keyClick(room.window, Qt.Key.Key_A)
    assert room.wait(30)
