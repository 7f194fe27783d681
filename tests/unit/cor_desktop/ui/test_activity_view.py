from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from cor_desktop.ui.private_edit import PrivateEdit
from cor_desktop.ui.widgets.prose import Prose
from cor_protocol.module import Reflection
from tests.fakes.player import Player


def test_it_says_where_one_is_and_how_long_it_takes(player: Player) -> None:
    assert "1 of 8 · 5 minutes" in [label.text() for label in player.find(QLabel)]


def test_a_line_of_text_holds_at_most_75_characters(player: Player) -> None:
    layout = player.find(Prose)[0].document().firstBlock().layout()
    lines = [layout.lineAt(number).textLength() for number in range(layout.lineCount())]
    assert 55 <= max(lines) <= 75


def test_it_knows_whether_leaving_would_lose_words(player: Player) -> None:
    player.open(Reflection)
    view = player.page.view
    assert view
    before = view.holds_words
    QTest.keyClicks(player.find(PrivateEdit)[1], "word")
    written = view.holds_words
    view.forget_words()
    assert (before, written, view.holds_words) == (False, True, False)
