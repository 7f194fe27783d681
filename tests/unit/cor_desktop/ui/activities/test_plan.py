from __future__ import annotations

import contextlib
from pathlib import Path

import pypdfium2

from cor_desktop.ui.activities.rows import TickRow
from cor_protocol.module import Plan
from tests.fakes.player import Player


def test_a_plan_is_ticked_and_may_be_left_empty(player: Player) -> None:
    player.open(Plan)
    row = player.find(TickRow)[0]
    player.click(row)
    assert row.isChecked()


def test_the_plan_is_saved_blank_whatever_is_ticked(player: Player, tmp_path: Path) -> None:
    player.open(Plan)
    blank, ticked = tmp_path / "blank.pdf", tmp_path / "ticked.pdf"
    save(player, blank)
    for row in player.find(TickRow):
        player.click(row)
    save(player, ticked)
    assert player.page.foot.notice.words.startswith("The sheet is saved.")
    assert words_of(blank) == words_of(ticked)


def test_the_plan_is_printed_where_the_learner_says(player: Player, tmp_path: Path) -> None:
    activity = player.open(Plan)
    player.messages.printed = tmp_path / "printed.pdf"
    player.press("Print the plan")
    assert activity.steps[0].text in words_of(player.messages.printed)


def test_a_plan_that_cannot_be_saved_there_is_told(player: Player, tmp_path: Path) -> None:
    player.open(Plan)
    player.messages.path = tmp_path / "nowhere" / "plan.pdf"
    player.press("Save it as a PDF")
    assert player.page.foot.notice.words.startswith("Not saved.")


def save(player: Player, path: Path) -> None:
    player.messages.path = path
    player.press("Save it as a PDF")


def words_of(path: Path) -> str:
    """What stands on the pages, lines joined."""
    with contextlib.closing(pypdfium2.PdfDocument(path)) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
