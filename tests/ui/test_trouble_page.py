from __future__ import annotations

from pytestqt.qtbot import QtBot

from cor_desktop.errors import CourseTrouble
from cor_desktop.ui.trouble_page import TroublePage
from tests.fakes.finding import words_on


def test_it_says_what_happened_what_it_means_and_what_to_do(qtbot: QtBot) -> None:
    page = TroublePage(CourseTrouble())
    qtbot.addWidget(page)
    page.show()
    trouble = CourseTrouble()
    words = words_on(page)
    assert f"{trouble.title}." in words
    assert f"{trouble.meaning} {trouble.advice}" in words
