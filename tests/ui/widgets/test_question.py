from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.question import QuestionButton


@pytest.fixture
def told() -> list[bool]:
    return []


@pytest.fixture
def question(qtbot: QtBot, told: list[bool]) -> QuestionButton:
    made = QuestionButton("I started without an account. Is my progress lost?", told.append)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_opens_and_closes_by_keyboard(question: QuestionButton, told: list[bool], qtbot: QtBot) -> None:
    qtbot.keyClick(question, Qt.Key.Key_Space)
    assert question.accessibleName().endswith("Answer open")
    qtbot.keyClick(question, Qt.Key.Key_Space)
    assert question.accessibleName().endswith("Answer closed")
    assert told == [True, False]


def test_long_words_wrap(question: QuestionButton) -> None:
    assert question.heightForWidth(150) > 2 * question.heightForWidth(800)
    assert question.minimumSizeHint().width() < 200


def test_it_grows_with_the_text(question: QuestionButton, theme: Theme) -> None:
    before = question.heightForWidth(800)
    theme.apply("light", 200, False)
    assert question.heightForWidth(800) > 1.4 * before
