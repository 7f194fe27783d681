from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from cor_desktop.ui.team_page import TeamPage
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.text import LinkButton
from tests.fakes.player import Player


def test_each_way_says_whole_where_it_leads(qtbot: QtBot, theme: Theme) -> None:
    took: list[str] = []
    page = TeamPage(lambda: took.append("printed"), lambda: took.append("saved"))
    qtbot.addWidget(page)
    ways = page.findChildren(LinkButton)
    for way in ways:
        way.click()
    assert took == ["printed", "saved"]
    assert [way.accessibleName() for way in ways] == [
        "Print: For your school team",
        "Save as a PDF: For your school team",
    ]


def test_it_is_offered_below_the_outline(player: Player, tmp_path: Path) -> None:
    player.messages.path = tmp_path / "team.pdf"
    player.press("Save as a PDF: For your school team")
    assert player.messages.path.read_bytes().startswith(b"%PDF")
