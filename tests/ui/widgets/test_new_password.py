from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cor_desktop.ui.widgets.new_password import NewPassword
from cor_protocol.passwords import faults


@pytest.fixture
def field(qtbot: QtBot) -> NewPassword:
    made = NewPassword("Password", lambda: ("Ana", "Bell"))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("short", "Strength: very weak Add words until it has 15 characters."),
        ("anabellanabell2026", "Strength: weak Do not repeat a word"),
        ("paper boats cross quietly", "Strength: strong"),
    ],
)
def test_m11_the_guide_says_how_good_it_is_while_it_is_typed(
    field: NewPassword, qtbot: QtBot, typed: str, says: str
) -> None:
    qtbot.keyClicks(field.edit, typed)
    qtbot.waitUntil(lambda: field.words.startswith(says), timeout=2000)
    assert field.guide.isVisible()


def test_an_empty_field_is_not_judged(field: NewPassword) -> None:
    assert (field.words, field.guide.isVisible()) == ("", False)


def test_m11_a_passphrase_is_drawn_shown_and_good(field: NewPassword, qtbot: QtBot) -> None:
    field.set_error("Too short.")
    qtbot.mouseClick(field.suggest, Qt.MouseButton.LeftButton)
    first = field.text()
    assert (len(first.split()), faults(first, ()), field.error) == (5, (), "")
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.mouseClick(field.suggest, Qt.MouseButton.LeftButton)
    assert field.text() != first
