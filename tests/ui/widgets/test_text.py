from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from pytestqt.qtbot import QtBot

from cor_desktop.ui.widgets.text import Label, LinkButton, NameButton, PrimaryButton, QuietButton, plain_tip


def test_a_label_shows_words_as_they_stand(qtbot: QtBot) -> None:
    label = Label("<b>not bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.wordWrap()


def test_a_tag_stays_in_one_line(qtbot: QtBot) -> None:
    tag = Label("In progress", "tag")
    qtbot.addWidget(tag)
    assert not tag.wordWrap()


def test_every_button_has_its_role(qtbot: QtBot) -> None:
    roles = []
    for kind in (PrimaryButton, QuietButton, LinkButton):
        button = kind("words")
        qtbot.addWidget(button)
        roles.append(button.property("role"))
    assert roles == ["primary", "quiet", "link"]


def test_a_button_is_pressed_by_mouse_and_space(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    button = QuietButton("words", lambda: pressed.append(True))
    qtbot.addWidget(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [True, True]


def test_an_ampersand_is_a_word_and_no_shortcut(qtbot: QtBot) -> None:
    button = QuietButton("Bell & Sons")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()


def test_words_of_any_length_are_cut_where_there_is_no_room_and_read_aloud_whole(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    words = "Sign in with Lakeside & the Regional Office of Teacher Education"
    button = NameButton(words, lambda: pressed.append(True))
    qtbot.addWidget(button)
    assert button.minimumSizeHint().width() < button.sizeHint().width()
    button.resize(button.sizeHint())
    button.show()
    assert button.words_shown() == words
    button.resize(button.sizeHint().width() // 2, button.height())
    button.grab()
    assert button.words_shown().startswith("Sign in with") and button.words_shown().endswith("…")
    assert (button.accessibleName(), button.toolTip()) == (words, words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


@pytest.mark.parametrize("name", ["<img src='http://x.example/a.png'>", "<b>Ana</b>", "&lt;Ana"])
def test_asvs_1_2_1_a_name_is_shown_letter_by_letter_everywhere(qtbot: QtBot, name: str) -> None:
    label, button = Label(name), NameButton(name)
    for shown in (label, button):
        qtbot.addWidget(shown)
    assert label.textFormat() is Qt.TextFormat.PlainText
    tip = button.toolTip()
    assert QTextDocumentFragment.fromHtml(tip).toPlainText() == name
    assert "<img" not in tip and "<b>" not in tip


def test_a_name_without_signs_of_pages_is_its_own_tooltip() -> None:
    assert plain_tip("Bell & Sons") == "Bell & Sons"
