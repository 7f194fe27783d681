from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.ui.widgets.choice import Choice

CHOICES = (("primary_school", "Primary school"), ("district", "District"))


@pytest.fixture
def choice(qtbot: QtBot) -> Choice:
    made = Choice("Association", CHOICES, other="Name of the association")
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_said_until_something_is_chosen(choice: Choice) -> None:
    assert (choice.text(), choice.other.isVisible()) == ("", False)
    assert choice.list.accessibleName() == "Association"


def test_a_value_is_chosen_by_keyboard(choice: Choice, qtbot: QtBot) -> None:
    qtbot.keyClick(choice.list, Qt.Key.Key_Down)
    assert choice.text() == "primary_school"


def test_something_else_is_typed_where_the_list_ends(choice: Choice, qtbot: QtBot) -> None:
    choice.list.setCurrentIndex(choice.list.count() - 1)
    assert choice.other.isVisible()
    qtbot.keyClicks(choice.other, " Guild of Tutors ")
    assert (choice.text(), choice.other.accessibleName()) == ("Guild of Tutors", "Name of the association")


@pytest.mark.parametrize("value", ["", "district", "Guild of Tutors"])
def test_what_was_kept_is_shown_again(choice: Choice, value: str) -> None:
    choice.set_text(value)
    assert choice.text() == value


def test_turning_the_wheel_over_it_changes_nothing(choice: Choice) -> None:
    choice.set_text("district")
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice.list, turned)
    assert choice.text() == "district"
