from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cor_desktop.ui.widgets.field import Field


@pytest.fixture
def field(qtbot: QtBot) -> Field:
    made = Field("Email", "As you like it.")
    qtbot.addWidget(made)
    return made


def test_a_field_is_named_and_described_to_screen_readers(field: Field) -> None:
    assert field.edit.accessibleName() == "Email"
    assert field.edit.accessibleDescription() == "As you like it."


def test_a_fault_takes_the_place_of_the_hint_until_something_is_typed(field: Field, qtbot: QtBot) -> None:
    field.set_error("Please type an address.")
    assert (field.error, field.edit.accessibleDescription()) == ("Please type an address.", "Please type an address.")
    qtbot.keyClicks(field.edit, "a")
    assert (field.error, field.edit.accessibleDescription()) == ("", "As you like it.")


def test_spaces_at_the_ends_do_not_count(field: Field) -> None:
    field.edit.setText("  ana@example.org ")
    assert field.text() == "ana@example.org"


def test_a_secret_is_hidden_shown_by_keyboard_and_taken_as_it_stands(qtbot: QtBot) -> None:
    secret = Field("Password", secret=True)
    qtbot.addWidget(secret)
    secret.edit.setText(" words ")
    assert (secret.text(), secret.edit.echoMode()) == (" words ", QLineEdit.EchoMode.Password)
    qtbot.keyClick(secret.show_text, Qt.Key.Key_Space)
    assert secret.edit.echoMode() == QLineEdit.EchoMode.Normal
