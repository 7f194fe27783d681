from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.module import OutlineRow, StillOpen, Told, Waiting
from cor_desktop.ui.module_foot import ModuleFoot
from cor_desktop.ui.widgets.text import Button
from tests.fakes.player import Player

ROWS = (OutlineRow("scene", "The scene", 5, "done", False), OutlineRow("plan", "The plan", 3, "open", True))


@pytest.fixture
def ways() -> list[Callable[[], None]]:
    return []


@pytest.fixture
def foot(qtbot: QtBot, player: Player, ways: list[Callable[[], None]]) -> ModuleFoot:
    foot = ModuleFoot(player.presenter, ways.append)
    qtbot.addWidget(foot)
    foot.resize(800, 80)
    with qtbot.waitExposed(foot):
        foot.show()
    return foot


def press(foot: ModuleFoot, words: str) -> None:
    next(button for button in foot.notice.findChildren(Button) if button.text() == words).click()


def test_the_bar_says_how_much_is_finished(foot: ModuleFoot) -> None:
    foot.show_progress(ROWS)
    bar = foot.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (1, 2, "1 of 2 finished")


def test_every_way_off_the_page_is_asked_about(foot: ModuleFoot, ways: list[Callable[[], None]]) -> None:
    foot.back.setEnabled(True)
    foot.back.click()
    foot.onward.click()
    foot.show_notice(Waiting("One statement is still open."))
    press(foot, "Skip for now")
    foot.show_notice(StillOpen(ROWS[1:]))
    press(foot, "The plan")
    assert len(ways) == 4


def test_trouble_is_told_in_its_own_words(foot: ModuleFoot) -> None:
    foot.show_notice(Told("Not saved", "The disk is full."))
    assert foot.notice.words == "Not saved. The disk is full."


def test_a_notice_is_put_away(foot: ModuleFoot) -> None:
    foot.show_notice(Waiting("One statement is still open."))
    foot.show_notice(None)
    assert foot.notice.words == ""


def test_what_is_said_takes_no_more_than_its_room(qtbot: QtBot, foot: ModuleFoot) -> None:
    foot.leave_room(60)
    foot.show_notice(StillOpen(ROWS * 8))
    room = foot.notice.parentWidget().parentWidget()  # type: ignore[union-attr]
    assert room
    qtbot.waitUntil(lambda: 0 < room.height() <= 60)
