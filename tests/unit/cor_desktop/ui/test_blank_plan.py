"""M3: a plan leaves on paper as blank as it came, because what is printed stays in spool files."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QImage

from cor_desktop.ui import sheet
from cor_desktop.ui.activities.rows import TickRow
from cor_protocol.module import Plan
from tests.fakes.player import Player


def printed(player: Player, path: Path) -> None:
    player.messages.printed = path
    player.press("Print the plan")


def saved(player: Player, path: Path) -> None:
    player.messages.path = path
    player.press("Save it as a PDF")


def pictures(path: Path) -> list[bytes]:
    """Every page as its points, whatever is drawn or written on it."""
    with contextlib.closing(pypdfium2.PdfDocument(path)) as pdf:
        return [page.render(scale=2).to_pil().tobytes() for page in pdf]


@pytest.mark.parametrize("leave", [printed, saved])
def test_m3_ticks_are_on_no_paper(player: Player, tmp_path: Path, leave: Callable[[Player, Path], None]) -> None:
    player.open(Plan)
    leave(player, tmp_path / "before.pdf")
    for row in player.find(TickRow):
        player.click(row)
    leave(player, tmp_path / "after.pdf")
    assert pictures(tmp_path / "after.pdf") == pictures(tmp_path / "before.pdf")


def test_a_tick_on_paper_would_be_seen(player: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    player.open(Plan)
    saved(player, tmp_path / "blank.pdf")
    box = sheet._box()
    box.fill(0xFF000000)
    ticked = QImage(box)
    monkeypatch.setattr(sheet, "_box", lambda: ticked)
    saved(player, tmp_path / "ticked.pdf")
    assert pictures(tmp_path / "ticked.pdf") != pictures(tmp_path / "blank.pdf")
