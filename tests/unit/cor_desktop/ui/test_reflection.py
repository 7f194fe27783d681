from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cor_desktop.ui.private_edit import PrivateEdit
from cor_desktop.ui.reflection import PROMISE, ReflectionWidget
from cor_desktop.ui.widgets.prose import Prose
from cor_desktop.ui.widgets.text import Label
from cor_protocol.module import Reflection
from tests.fakes.player import Player

CONTROL = Qt.KeyboardModifier.ControlModifier
WORDS = "She is always quiet, and lines up her pens."


@pytest.fixture
def writing(player: Player) -> Player:
    """On the reflection, with words in the first field."""
    player.open(Reflection)
    field = player.find(PrivateEdit)[0]
    field.setFocus()
    QTest.keyClicks(field, WORDS)
    return player


@pytest.fixture
def field(writing: Player) -> PrivateEdit:
    return writing.find(PrivateEdit)[0]


def prose(player: Player) -> str:
    return " ".join(one.toPlainText() for one in player.find(Prose))


def test_the_page_says_that_the_words_stay(player: Player) -> None:
    player.open(Reflection)
    assert PROMISE in [label.text() for label in player.find(QLabel)]
    player.press("How this is kept and proved")
    assert player.went == [("help", "reflections")]


def test_a_response_points_at_words_and_shows_what_others_might_write(writing: Player) -> None:
    writing.press("See what others might write")
    assert "You mention quietness." in prose(writing)
    assert "Every lesson he lines his pens up" in prose(writing)
    assert "•  Could a camera have recorded it?" in [label.text() for label in writing.find(QLabel)]


def test_a_response_is_brought_into_view_with_the_words_it_speaks_of(qtbot: QtBot, writing: Player) -> None:
    writing.page.resize(1000, 420)
    writing.press("See what others might write")
    assert writing.page.view
    bar = writing.page.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    shown = next(label for label in writing.find(Label) if label.text() == "Look at this once more")
    qtbot.waitUntil(lambda: not shown.visibleRegion().isEmpty())
    assert not writing.find(PrivateEdit)[0].visibleRegion().isEmpty()


def test_without_words_there_are_no_hints_and_still_a_response(player: Player) -> None:
    player.open(Reflection)
    player.press("See what others might write")
    assert "You mention quietness." not in prose(player)
    assert "Every lesson he lines his pens up" in prose(player)


def test_an_empty_reflection_may_be_left_at_once(player: Player) -> None:
    player.open(Reflection)
    player.click(player.page.foot.onward)
    assert player.here == "Two weeks, one student"


def test_leaving_with_words_asks_once_and_lets_them_go(writing: Player) -> None:
    writing.click(writing.page.foot.onward)
    assert writing.here == "Look again"
    assert writing.page.foot.notice.words.startswith("Your words stay on this page.")
    writing.press("Leave and let them go")
    assert writing.here == "Two weeks, one student"
    assert "look-again" in writing.kept.finished


def test_staying_keeps_the_words(writing: Player, field: PrivateEdit) -> None:
    writing.click(writing.page.foot.back)
    writing.press("Stay here")
    assert (writing.here, field.toPlainText()) == ("Look again", WORDS)
    assert writing.page.foot.notice.words == ""


def test_the_outline_asks_too(writing: Player) -> None:
    writing.press("How it grew")
    assert writing.here == "Look again"
    writing.press("Leave and let them go")
    assert writing.here == "How it grew"


def test_leaving_the_module_asks_and_goes_on_when_the_words_may_go(writing: Player) -> None:
    went: list[str] = []
    assert not writing.page.may_leave(lambda: went.append("home"))
    writing.press("Leave and let them go")
    assert went == ["home"]


def test_nothing_is_left_of_the_words_once_they_are_forgotten(writing: Player, field: PrivateEdit) -> None:
    writing.find(ReflectionWidget)[0].forget()
    field.undo()
    assert field.toPlainText() == ""
    assert not field.document().isUndoAvailable()


def test_coming_back_finds_an_empty_field(writing: Player) -> None:
    writing.click(writing.page.foot.onward)
    writing.press("Leave and let them go")
    writing.click(writing.page.foot.back)
    assert [edit.toPlainText() for edit in writing.find(PrivateEdit)] == ["", ""]


def test_copying_warns_once(writing: Player, field: PrivateEdit) -> None:
    QGuiApplication.clipboard().setText("before")
    field.selectAll()
    writing.key(field, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "before"
    assert any(label.text().startswith("A copy leaves this page") for label in writing.find(QLabel))
    writing.key(field, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == WORDS
    QGuiApplication.clipboard().clear()


def test_selecting_hands_nothing_to_dragging_or_the_selection_clipboard(writing: Player, field: PrivateEdit) -> None:
    field.selectAll()
    assert (field.createMimeDataFromSelection().formats(), QMimeData().formats()) == ([], [])
    writing.click(field)
    assert WORDS not in QGuiApplication.clipboard().text(QClipboard.Mode.Selection)


def test_a_press_on_selected_words_begins_no_drag(writing: Player, field: PrivateEdit) -> None:
    field.selectAll()
    QTest.mousePress(
        field.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, field.cursorRect().center()
    )
    assert not field.textCursor().hasSelection()
    QTest.mouseRelease(field.viewport(), Qt.MouseButton.LeftButton)


def test_the_keyboard_is_told_to_learn_nothing(field: PrivateEdit) -> None:
    hints = field.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_tab_leaves_the_field(writing: Player, field: PrivateEdit) -> None:
    writing.key(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()


def test_the_field_grows_with_what_is_written(qtbot: QtBot, writing: Player, field: PrivateEdit) -> None:
    before = field.height()
    QTest.keyClicks(field, "line\r" * 9)
    qtbot.waitUntil(lambda: field.height() > before)
