from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.module import OutlineRow
from cor_desktop.ui.outline import Outline

ROWS = (
    OutlineRow("scene", "The scene", 5, "done", False),
    OutlineRow("rate", "Rate it", 1, "open", True),
    OutlineRow("plan", "The plan", 3, "new", False),
)


@pytest.fixture
def jumped() -> list[str]:
    return []


@pytest.fixture
def outline(qtbot: QtBot, jumped: list[str]) -> Outline:
    outline = Outline("A module", jumped.append)
    qtbot.addWidget(outline)
    outline.show_rows(ROWS)
    return outline


def rows(outline: Outline) -> list[QPushButton]:
    return outline.findChildren(QPushButton)


def test_each_row_says_its_state_in_words(outline: Outline) -> None:
    assert [row.accessibleName() for row in rows(outline)] == [
        "The scene, finished, 5 minutes",
        "Rate it, open, 1 minute, you are here",
        "The plan, not seen yet, 3 minutes",
    ]


def test_a_row_leads_to_its_activity(outline: Outline, jumped: list[str]) -> None:
    rows(outline)[2].click()
    assert jumped == ["plan"]


def test_the_same_rows_show_what_is_new(outline: Outline) -> None:
    before = rows(outline)
    outline.show_rows((ROWS[0], OutlineRow("rate", "Rate it", 1, "done", False), ROWS[2]))
    assert rows(outline) == before
    assert before[1].accessibleName() == "Rate it, finished, 1 minute"


def test_beside_the_page_it_has_a_width_of_its_own(outline: Outline) -> None:
    outline.set_beside(True)
    assert outline.minimumWidth() == outline.maximumWidth() > 0
    outline.set_beside(False)
    assert outline.minimumWidth() == 0
