"""A locked window shows nothing and opens nothing without the password, on disk and in memory."""

from __future__ import annotations

from collections.abc import Callable

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import end_guest, lock
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import Learner, is_started, who
from cor_desktop.store import facts, unlocking
from tests.factories.modules import a_module
from tests.fakes.server import FakeServer

MODULE = a_module("one", "two")


def test_locking_drops_the_keys_at_once(registered: Desk) -> None:
    learner = registered.learner().id
    lock(registered)
    assert registered.session.locked
    assert registered.session.of(learner) is None
    with registered.store.reading() as connection:
        row = unlocking.find(connection, learner)
    assert row is not None
    assert row.kept_key is None
    assert row.locked_at > 0
    assert who(registered) == Learner(signed_in=False, guest=False, locked=True)


def test_asvs_7_3_1_the_next_contact_reports_the_idle_screen_and_ends_the_full_token(
    registered: Desk, server: FakeServer
) -> None:
    open_activity(registered, MODULE, "one")
    learner = registered.learner().id
    lock(registered)
    outcome = synchronize(registered)
    assert outcome.kind == "sign_in"
    assert [idle for _, idle in server.heard] == [True]
    assert server.full_tokens == []
    assert len(server.append_tokens) == 1
    assert server.records[learner].digest.count == 2
    synchronize(registered)
    assert len(server.heard) == 1


def test_a_locked_window_is_locked_after_a_restart_too(registered: Desk, start_again: Callable[[], Desk]) -> None:
    assert not start_again().session.locked
    lock(registered)
    again = start_again()
    assert again.session.locked
    assert who(again) == Learner(signed_in=False, guest=False, locked=True)


def test_pages_that_are_shown_while_locked_are_no_facts(registered: Desk) -> None:
    lock(registered)
    keep_open_page(registered, "locked")
    with registered.store.reading() as connection:
        assert facts.count_unsent(connection, registered.learner().id) == 0


def test_a_sync_that_was_under_way_does_not_open_what_was_locked_meanwhile(registered: Desk) -> None:
    opened = registered.session.of(registered.learner().id)
    turn = registered.session.turn
    assert opened is not None
    lock(registered)
    assert not registered.session.open(opened, turn)
    assert registered.session.locked


def test_a_guest_has_nothing_to_lock(desk: Desk) -> None:
    start_learning(desk)
    lock(desk)
    assert not desk.session.locked
    assert is_started(desk)


def test_nobody_has_nothing_to_lock(desk: Desk) -> None:
    lock(desk)
    assert not desk.session.locked


def test_the_end_of_a_guests_session_leaves_nobody_and_keeps_the_facts(shared: Desk) -> None:
    start_learning(shared)
    open_activity(shared, MODULE, "one")
    guest = shared.learner().id
    end_guest(shared)
    assert not is_started(shared)
    with shared.store.reading() as connection:
        assert len(facts.all_facts(connection, guest)) == 2


def test_ending_a_guests_session_ends_nobody_elses(registered: Desk) -> None:
    end_guest(registered)
    assert is_started(registered)
