from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.rail_button import RailButton
from cor_desktop.ui.theme import Theme


@pytest.fixture
def pressed() -> list[bool]:
    return []


@pytest.fixture
def button(qtbot: QtBot, pressed: list[bool]) -> RailButton:
    made = RailButton("Home", "home", "Ctrl+1", lambda: pressed.append(True))
    qtbot.addWidget(made)
    return made


def test_it_is_pressed_by_mouse_and_key(button: RailButton, pressed: list[bool], qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [True, True]


def test_pressing_it_does_not_light_it(button: RailButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isChecked()


def test_it_says_its_key(button: RailButton) -> None:
    assert button.toolTip() == "Home (Ctrl+1)"


def test_a_long_name_is_cut_on_screen_and_said_whole(button: RailButton) -> None:
    button.name("Wolfeschlegelsteinhausenbergerdorff", "Account of Wolfeschlegelsteinhausenbergerdorff", 80)
    assert button.text().endswith("…")
    assert button.accessibleName().endswith("bergerdorff")


def test_its_icon_grows_with_the_text(button: RailButton, theme: Theme) -> None:
    before = button.iconSize().width()
    theme.apply("light", 200, False)
    button.draw()
    assert button.iconSize().width() > before
