from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.errors import Offline
from cor_desktop.ui.policy_panel import PolicyPanel
from tests.fakes.finding import words_on


@pytest.fixture
def fetched() -> list[bool]:
    return []


@pytest.fixture
def panel(qtbot: QtBot, fetched: list[bool]) -> PolicyPanel:
    made = PolicyPanel(lambda: fetched.append(True))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_text_that_is_here_opens_and_closes(panel: PolicyPanel, fetched: list[bool], qtbot: QtBot) -> None:
    panel.show_policy("Privacy policy, version 2", "What you write stays yours.")
    assert "version 2" in words_on(panel) and not panel.text.isVisible()
    for shown in (True, False):
        qtbot.mouseClick(panel.read, Qt.MouseButton.LeftButton)
        assert panel.text.isVisible() is shown
    assert fetched == []


def test_a_text_that_is_not_here_yet_is_fetched_and_then_opens(
    panel: PolicyPanel, fetched: list[bool], qtbot: QtBot
) -> None:
    panel.show_policy("", "")
    qtbot.mouseClick(panel.read, Qt.MouseButton.LeftButton)
    panel.show_reading(True)
    assert fetched == [True] and not panel.read.isEnabled()
    panel.show_reading(False)
    panel.show_policy("Privacy policy, version 2", "What you write stays yours.")
    assert panel.text.isVisible() and panel.read.isEnabled()


def test_why_it_cannot_be_had_is_told_once_somebody_wants_it(panel: PolicyPanel, qtbot: QtBot) -> None:
    panel.show_trouble(Offline())
    assert panel.trouble.words == ""
    qtbot.mouseClick(panel.read, Qt.MouseButton.LeftButton)
    panel.show_trouble(Offline())
    assert panel.trouble.words.startswith("No connection to the server.")


def test_a_tick_takes_the_fault_away(panel: PolicyPanel, qtbot: QtBot) -> None:
    panel.set_error("Please tick the box.")
    assert panel.acknowledged.accessibleDescription() == "Please tick the box."
    qtbot.keyClick(panel.acknowledged, Qt.Key.Key_Space)
    assert panel.error.isHidden() and panel.acknowledged.isChecked()
