"""What pages show of a record: dates, versions, states."""

from __future__ import annotations

import datetime

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import lock
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import Learner, record, sync_state, who
from cor_desktop.store import facts
from cor_protocol.facts import Fact, Key, Stamp
from cor_protocol.wire import SentFact
from tests.factories.modules import a_module
from tests.fakes.clock import HandClock

MODULE = a_module("one", "two")
DAY = datetime.date(2026, 11, 24)


def test_a_clock_before_our_time_breaks_nothing(desk: Desk, clock: HandClock) -> None:
    clock.set_wall(-(2**39))
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    assert record(desk)["a-module"].started == datetime.date(1, 1, 2)
    assert record(desk)["a-module"].state == "started"


def test_dates_are_the_first_over_all_devices(registered: Desk, clock: HandClock) -> None:
    open_activity(registered, MODULE, "one")
    earlier = Fact(Key("module.started", "a-module:1", "b" * 26), Stamp(1, clock.wall - 3 * 86_400))
    with registered.store.transaction() as connection:
        facts.join(connection, registered.learner().id, [SentFact(earlier, "b" * 26)], unsent=False)
    assert record(registered)["a-module"].started == DAY - datetime.timedelta(days=3)


def test_the_version_a_learner_began_on_another_device_is_known(registered: Desk) -> None:
    begun = Fact(Key("module.started", "a-module:4", "b" * 26), Stamp(1, 1_795_000_000))
    with registered.store.transaction() as connection:
        facts.join(connection, registered.learner().id, [SentFact(begun, "b" * 26)], unsent=False)
    assert record(registered)["a-module"].version == 4


def test_facts_of_kinds_nobody_knows_are_shown_nowhere(desk: Desk) -> None:
    start_learning(desk)
    odd = Fact(Key("from.the.future", "a-module:1", "b" * 26), Stamp(1, 1))
    with desk.store.transaction() as connection:
        facts.join(connection, desk.learner().id, [SentFact(odd, "b" * 26)], unsent=True)
    assert record(desk) == {}


def test_before_the_first_start_there_is_nobody(desk: Desk) -> None:
    assert who(desk) is None
    assert sync_state(desk).unsent == 0


def test_a_guest_has_no_name(desk: Desk) -> None:
    start_learning(desk)
    assert who(desk) == Learner(signed_in=False, guest=True)


def test_whoever_is_locked_has_no_name_on_the_screen(registered: Desk) -> None:
    lock(registered)
    assert who(registered) == Learner(signed_in=False, guest=False, locked=True)
    assert not sync_state(registered).signed_in


def test_somebody_elses_unsent_work_is_a_reason_to_sync(registered: Desk) -> None:
    open_activity(registered, MODULE, "one")
    sign_out(registered)
    assert sync_state(registered).can_send
    assert not sync_state(registered).signed_in
