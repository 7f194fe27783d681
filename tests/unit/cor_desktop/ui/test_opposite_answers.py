"""The same module with opposite answers leaves the same rows: nothing kept depends on what was answered."""

from __future__ import annotations

import logging
import random
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from cor_desktop.actions.start_learning import start_learning
from cor_desktop.learning.catalog import Catalog
from cor_desktop.store.facts import all_facts
from cor_desktop.ui.activities.match_card import MatchCard
from cor_desktop.ui.activities.rows import ActionRow, RadioRow, TickRow
from cor_desktop.ui.activities.scale import Scale
from cor_desktop.ui.private_edit import PrivateEdit
from cor_desktop.ui.theme import Theme
from cor_protocol.module import Choice, Match, Order, Plan, Rating, Reading, Reflection, Scenario
from tests.fakes.a_desk import a_desk
from tests.fakes.clock import HandClock
from tests.fakes.player import Player

FIRST, LAST = 0, -1


def answer(player: Player, which: int) -> None:
    """Do the activity shown, always taking the first answer, or always the last."""
    assert player.presenter.shown.value
    activity = player.presenter.shown.value.activity
    ANSWERS[type(activity)](player, which)


def rate(player: Player, which: int) -> None:
    for scale in player.find(Scale):
        player.click(scale.findChildren(QRadioButton)[which])


def choose(player: Player, which: int) -> None:
    rows = player.find(RadioRow)
    for one_question in (rows[:3], rows[3:]):
        player.click(one_question[which])
    player.click(player.find(TickRow)[which])
    player.press("See what follows")


def join(player: Player, which: int) -> None:
    rights = [card for card in player.find(MatchCard) if not card.letter]
    for card in rights if which == FIRST else reversed(rights):
        player.click(card)
    player.press("See what fits")


def arrange(player: Player, which: int) -> None:
    if which == LAST:
        player.press("Move down")
    player.press("See how it fits")


def act(player: Player, which: int) -> None:
    while options := player.find(ActionRow):
        player.click(options[which])


def write(player: Player, which: int) -> None:
    words = "He is always quiet." if which == FIRST else "No words come, and I am tired of looking for them."
    QTest.keyClicks(player.find(PrivateEdit)[which], words)


def tick(player: Player, which: int) -> None:
    player.click(player.find(TickRow)[which])


ANSWERS = {
    Reading: lambda _player, _which: None,
    Rating: rate,
    Choice: choose,
    Match: join,
    Order: arrange,
    Scenario: act,
    Reflection: write,
    Plan: tick,
}


def take(folder: Path, qtbot: QtBot, catalog: Catalog, which: int) -> tuple[object, ...]:
    """Take the whole module; give what is kept of it."""
    desk = a_desk(folder, HandClock(), None, catalog)
    start_learning(desk)
    player = Player(qtbot, desk, random.Random(11))
    for _ in player.module.activities:
        answer(player, which)
        player.click(player.page.foot.onward)
        if player.page.foot.notice.words:
            player.press("Leave and let them go")
    with desk.store.reading() as connection:
        facts = sorted(
            (fact.key.kind, fact.key.item, fact.stamp) for fact, _ in all_facts(connection, desk.learner().id)
        )
    kept = (facts, player.kept, player.went)
    player.page.close()
    desk.store.close()
    return kept


def test_opposite_answers_leave_identical_rows_and_logs(
    tmp_path: Path, qtbot: QtBot, theme: Theme, catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        one = take(tmp_path / "one", qtbot, catalog, FIRST)
        said = caplog.messages.copy()
        caplog.clear()
        other = take(tmp_path / "other", qtbot, catalog, LAST)
    assert one == other
    assert said == caplog.messages
    assert one[2] == [("completion", "what-a-relationship-changes")]
