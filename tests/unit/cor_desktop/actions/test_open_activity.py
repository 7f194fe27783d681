"""What opening an activity keeps, and nothing else."""

from __future__ import annotations

import datetime

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import ModuleRecord, record, sync_state
from cor_desktop.errors import NotSaved
from cor_desktop.store import facts
from tests.factories.modules import a_module
from tests.fakes.clock import HandClock

MODULE = a_module("one", "two", optional=("extra",))
DAY = datetime.date(2026, 11, 24)


def kept(desk: Desk) -> set[tuple[str, str]]:
    with desk.store.reading() as connection:
        return {(fact.key.kind, fact.key.item) for fact, _ in facts.all_facts(connection, desk.learner().id)}


def test_opening_an_activity_starts_its_module_and_keeps_the_place(desk: Desk) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    assert kept(desk) == {("module.started", "a-module:1"), ("activity.opened", "a-module:one")}
    assert record(desk)["a-module"] == ModuleRecord(
        "started", version=1, started=DAY, opened=frozenset({"one"}), position="one"
    )


def test_opening_it_again_the_next_day_changes_no_date(desk: Desk, clock: HandClock) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    clock.advance(86_400)
    open_activity(desk, MODULE, "one")
    assert record(desk)["a-module"].started == DAY
    assert sync_state(desk).unsent == 2


def test_an_activity_nobody_wrote_is_refused(desk: Desk) -> None:
    start_learning(desk)
    with pytest.raises(KeyError):
        open_activity(desk, MODULE, "nine")


def test_a_full_disk_is_told_and_what_was_kept_before_stays(desk: Desk) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    with desk.store.reading() as connection:
        connection.execute(f"PRAGMA max_page_count={connection.execute('PRAGMA page_count').fetchone()[0]}")
        before = kept(desk)
    with pytest.raises(NotSaved):
        for number in range(2000):
            open_activity(desk, a_module(*(f"n{n}" for n in range(2000))), f"n{number}")
    assert before <= kept(desk)
