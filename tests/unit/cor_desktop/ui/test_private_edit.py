from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cor_desktop.ui.private_edit import PrivateEdit

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qtbot: QtBot) -> PrivateEdit:
    field = PrivateEdit()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "words")
    QGuiApplication.clipboard().clear()
    return field


def test_cutting_asks_as_copying_does_and_keeps_the_words_meanwhile(qtbot: QtBot, field: PrivateEdit) -> None:
    field.selectAll()
    with qtbot.waitSignal(field.copy_asked):
        QTest.keyClick(field, Qt.Key.Key_X, CONTROL)
    assert (field.toPlainText(), QGuiApplication.clipboard().text()) == ("words", "")


def test_cutting_twice_cuts(field: PrivateEdit) -> None:
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_X, CONTROL)
    QTest.keyClick(field, Qt.Key.Key_X, CONTROL)
    assert (field.toPlainText(), QGuiApplication.clipboard().text()) == ("", "words")


def test_what_is_copied_asks_the_keepers_of_clipboards_to_leave_it_out(field: PrivateEdit) -> None:
    field.selectAll()
    field.copy_words()
    field.copy_words()
    copied = QGuiApplication.clipboard().mimeData()
    assert (copied.text(), copied.data("x-kde-passwordManagerHint").data()) == ("words", b"secret")
    assert copied.hasFormat("ExcludeClipboardContentFromMonitorProcessing")


def test_the_input_method_is_asked_to_learn_nothing(field: PrivateEdit) -> None:
    hints = field.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_what_is_selected_is_not_dragged(field: PrivateEdit) -> None:
    field.selectAll()
    field.show()
    QTest.mousePress(field.viewport(), Qt.MouseButton.LeftButton)
    assert not field.textCursor().hasSelection()
    assert field.createMimeDataFromSelection().formats() == []


def test_pasting_works(field: PrivateEdit) -> None:
    QGuiApplication.clipboard().setText(" more")
    QTest.keyClick(field, Qt.Key.Key_V, CONTROL)
    assert field.toPlainText() == "words more"


def test_what_is_forgotten_does_not_come_back(field: PrivateEdit) -> None:
    field.forget()
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.toPlainText() == ""


def test_the_field_stops_growing(field: PrivateEdit) -> None:
    field.setPlainText("line\n" * 12)
    most = field.sizeHint().height()
    field.setPlainText("line\n" * 40)
    assert field.sizeHint().height() == most
