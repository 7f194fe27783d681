from __future__ import annotations

from pathlib import Path

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
    player.messages.path = tmp_path / "plan.pdf"
    player.press("Blank plan to print (PDF)")
    assert player.page.foot.notice.words.startswith("The blank plan is saved.")
    assert player.messages.path.read_bytes().startswith(b"%PDF")


def test_a_plan_that_cannot_be_saved_there_is_told(player: Player, tmp_path: Path) -> None:
    player.open(Plan)
    player.messages.path = tmp_path / "nowhere" / "plan.pdf"
    player.press("Blank plan to print (PDF)")
    assert player.page.foot.notice.words.startswith("Not saved.")
