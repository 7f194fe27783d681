from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.frame import Frame


@pytest.fixture
def went() -> list[str]:
    return []


@pytest.fixture
def frame(qtbot: QtBot, went: list[str]) -> Frame:
    made = Frame(went.append, lambda: went.append("back"), lambda: went.append("lock"))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_rail_and_line_lead_to_pages(frame: Frame, went: list[str], qtbot: QtBot) -> None:
    qtbot.mouseClick(frame.rail.buttons["help"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(frame.foot.line, Qt.MouseButton.LeftButton)
    assert went == ["help", "sync"]


def test_keys_lead_to_pages_and_back(frame: Frame, went: list[str], qtbot: QtBot) -> None:
    qtbot.keyClick(frame, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(frame, Qt.Key.Key_F1)
    qtbot.keyClick(frame, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(frame, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert went == ["home", "help", "back", "lock"]


def test_m6_while_somebody_is_locked_away_only_help_and_the_way_to_unlock_are_there(frame: Frame) -> None:
    frame.shut(True)
    frame.rail.offer_certificates(True)
    shown = [name for name, button in frame.rail.buttons.items() if button.isVisible()]
    assert (shown, frame.foot.isVisible()) == (["help", "account"], False)
    frame.shut(False)
    assert all(button.isVisible() for button in frame.rail.buttons.values()) and frame.foot.isVisible()


def test_the_pages_have_all_the_room_that_is_left(frame: Frame) -> None:
    frame.resize(1024, 600)
    assert frame.stack.width() == 1024 - frame.rail.width()
    assert frame.stack.height() == 600 - frame.foot.height()
