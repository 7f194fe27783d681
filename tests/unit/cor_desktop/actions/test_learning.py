"""Starting, opening, finishing: what is kept of it, and nothing else."""

from __future__ import annotations

import datetime

import pytest

from cor_desktop.actions.desk import Desk, NobodyIsLearning
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import ModuleRecord, is_started, record, sync_state
from cor_desktop.errors import NotFinishedYet, NotSaved
from cor_desktop.store import facts
from tests.factories.modules import a_module
from tests.fakes.clock import HandClock

MODULE = a_module("one", "two", optional=("extra",))
DAY = datetime.date(2026, 11, 24)


def kept(desk: Desk) -> set[tuple[str, str]]:
    with desk.store.reading() as connection:
        return {(fact.key.kind, fact.key.item) for fact, _ in facts.all_facts(connection, desk.learner().id)}


def test_learning_needs_no_account_and_no_network(desk: Desk) -> None:
    assert not is_started(desk)
    start_learning(desk)
    assert is_started(desk)
    assert sync_state(desk).guest


def test_starting_again_goes_on_with_the_same_record(desk: Desk) -> None:
    start_learning(desk)
    first = desk.learner().id
    start_learning(desk)
    assert desk.learner().id == first


def test_nothing_can_be_opened_before_somebody_starts(desk: Desk) -> None:
    with pytest.raises(NobodyIsLearning):
        open_activity(desk, MODULE, "one")


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


def test_a_finished_activity_is_kept_as_finished(desk: Desk) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    finish_activity(desk, MODULE, "one")
    assert record(desk)["a-module"].finished == {"one"}


def test_a_module_with_open_activities_is_not_finished_and_says_which(desk: Desk) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    finish_activity(desk, MODULE, "one")
    with pytest.raises(NotFinishedYet) as told:
        finish_module(desk, MODULE)
    assert told.value.titles == ("Two",)
    assert record(desk)["a-module"].state == "started"


def test_a_module_is_completed_once_every_required_activity_is_finished(desk: Desk, clock: HandClock) -> None:
    start_learning(desk)
    for name in ("one", "two"):
        open_activity(desk, MODULE, name)
        finish_activity(desk, MODULE, name)
    clock.advance(86_400)
    finish_module(desk, MODULE)
    done = record(desk)["a-module"]
    assert (done.state, done.started, done.completed) == ("completed", DAY, DAY + datetime.timedelta(days=1))


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


def test_a_clock_before_our_time_breaks_nothing(desk: Desk, clock: HandClock) -> None:
    clock.set_wall(-(2**39))
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    assert record(desk)["a-module"].started is None
    assert record(desk)["a-module"].state == "started"
