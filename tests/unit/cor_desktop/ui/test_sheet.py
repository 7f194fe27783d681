from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cor_desktop.errors import NotSaved
from cor_desktop.ui.sheet import write_sheet


def test_a_sheet_is_a_pdf(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    write_sheet("<h1>Two weeks</h1><p>Look.</p>", "Two weeks", path)
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_place_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        write_sheet("<p>x</p>", "x", tmp_path / "nowhere" / "plan.pdf")
