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
    made = Frame(went.append, lambda: went.append("back"))
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
    assert went == ["home", "help", "back"]


def test_the_pages_have_all_the_room_that_is_left(frame: Frame) -> None:
    frame.resize(1024, 600)
    assert frame.stack.width() == 1024 - frame.rail.width()
    assert frame.stack.height() == 600 - frame.foot.height()
