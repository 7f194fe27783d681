from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.foot import Foot


def test_the_line_says_how_things_stand_and_opens_the_page(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    foot = Foot(lambda: pressed.append(True))
    qtbot.addWidget(foot)
    foot.tell("Saved on this computer · 3 items not sent yet")
    qtbot.mouseClick(foot.line, Qt.MouseButton.LeftButton)
    assert foot.line.text() == "Saved on this computer · 3 items not sent yet"
    assert foot.line.accessibleName().startswith("Sync: Saved")
    assert pressed == [True]
