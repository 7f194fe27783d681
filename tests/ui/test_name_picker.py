from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.actions.remembered import RememberedName
from cor_desktop.ui.name_picker import NamePicker
from tests.fakes.finding import button, words_on

ANA = RememberedName("a" * 26, "Ana Bell", "ana@example.org")
BEN = RememberedName("b" * 26, "Ben Costa & Sons", "ben@example.org")


@pytest.fixture
def chosen() -> list[object]:
    return []


@pytest.fixture
def picker(qtbot: QtBot, chosen: list[object]) -> NamePicker:
    made = NamePicker(chosen.append, lambda name: chosen.append(("forget", name)))
    qtbot.addWidget(made)
    made.show()
    made.show_names((ANA, BEN))
    made.show_chosen(None)
    return made


def test_each_name_is_a_button_and_no_address_is_shown(picker: NamePicker, chosen: list[object], qtbot: QtBot) -> None:
    qtbot.mouseClick(button(picker, "Ben Costa && Sons"), Qt.MouseButton.LeftButton)
    assert chosen == [BEN]
    assert "example.org" not in words_on(picker)


def test_the_chosen_one_can_be_changed_or_taken_off(picker: NamePicker, chosen: list[object], qtbot: QtBot) -> None:
    picker.show_chosen(ANA)
    assert "Ana Bell" in words_on(picker) and not picker.list.isVisible()
    qtbot.mouseClick(button(picker, "Do not show this name here any more"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(picker, "Somebody else"), Qt.MouseButton.LeftButton)
    assert chosen == [("forget", ANA), None]


def test_the_keyboard_begins_at_the_first_name(picker: NamePicker, qtbot: QtBot) -> None:
    with qtbot.waitActive(picker):
        picker.activateWindow()
    picker.focus_first()
    assert QApplication.focusWidget() is button(picker, "Ana Bell")


def test_without_names_there_is_nothing(picker: NamePicker) -> None:
    picker.show_names(())
    picker.focus_first()
    assert not picker.isVisible()
