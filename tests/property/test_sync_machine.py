"""The sync machine, and the mutants it must kill: a machine that cannot fail proves nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from cor_desktop.actions import exchange, save_sync_file
from cor_desktop.store import facts
from cor_desktop.sync.plan import Next
from cor_protocol.wire import SentFact
from sync_server.progress import merge
from sync_server.sync_files import answers
from tests.property.sync_machine import StickMachine, SyncMachine

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLES = int(os.environ.get("COR_MACHINE_EXAMPLES", "40"))
"""More of them by `make soak`."""
SHORT = settings(max_examples=EXAMPLES, stateful_step_count=50, suppress_health_check=list(HealthCheck))
HUNT = settings(SHORT, max_examples=200, phases=[Phase.generate])


def test_no_order_of_events_loses_a_fact_or_leaves_two_records_apart() -> None:
    run_state_machine_as_test(SyncMachine, settings=SHORT)


def test_b2_sticks_alone_bring_everybody_to_the_same_record() -> None:
    run_state_machine_as_test(StickMachine, settings=SHORT)


def test_the_machine_kills_a_saved_file_that_counts_as_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    original = save_sync_file._part

    def part(desk: Any, learner: Any) -> Any:
        asked = original(desk, learner)
        with desk.store.transaction() as connection:
            facts.mark_sent(connection, learner.id, asked.request.facts)
        return asked._replace(request=replace(asked.request, facts=()))

    monkeypatch.setattr(save_sync_file, "_part", part)
    with pytest.raises((AssertionError, ExceptionGroup)):
        run_state_machine_as_test(StickMachine, settings=HUNT)


def test_the_machine_kills_a_stick_that_brings_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    original = answers._answered

    def answered(*words: Any) -> Any:
        part = original(*words)
        return part._replace(request=replace(part.request, facts=()))

    monkeypatch.setattr(answers, "_answered", answered)
    with pytest.raises((AssertionError, ExceptionGroup)):
        run_state_machine_as_test(StickMachine, settings=HUNT)


def no_digest_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "what_next", lambda *arguments: Next.DONE)


def last_write_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    original = facts._join_one

    def join_one(connection: Any, learner: str, fact: Any, origin: str, unsent: bool, digest: Any) -> Any:
        known = facts._stamp_of(connection, learner, fact.key)
        if known is not None and known < fact.stamp:
            connection.execute(
                "DELETE FROM fact WHERE learner = ? AND kind = ? AND item = ? AND device = ?", (learner, *fact.key)
            )
            digest = digest.minus(fact._replace(stamp=known))
        return original(connection, learner, fact, origin, unsent, digest)

    monkeypatch.setattr(facts, "_join_one", join_one)


def stale_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "_keep_digest", lambda *arguments: None)


def dropping_unknown_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    original = merge.by_key

    def by_key(some: Iterable[SentFact]) -> Any:
        return original(sent for sent in some if sent.fact.key.kind != "from.the.future")

    monkeypatch.setattr(merge, "by_key", by_key)


def forgetting_after_acknowledgement(monkeypatch: pytest.MonkeyPatch) -> None:
    def mark_sent(connection: Any, learner: str, sent: Iterable[SentFact]) -> None:
        for fact, _ in sent:
            connection.execute(
                "DELETE FROM fact WHERE learner = ? AND kind = ? AND item = ? AND device = ?", (learner, *fact.key)
            )

    monkeypatch.setattr(facts, "mark_sent", mark_sent)


def marking_sent_before_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    original = exchange.ask

    def ask(desk: Any, profile: Any, request: Any) -> Any:
        with desk.store.transaction() as connection:
            facts.mark_sent(connection, request.learner, request.facts)
        return original(desk, profile, request)

    monkeypatch.setattr(exchange, "ask", ask)
    no_digest_check(monkeypatch)


MUTANTS = [
    no_digest_check,
    last_write_wins,
    stale_digest,
    dropping_unknown_kinds,
    forgetting_after_acknowledgement,
    marking_sent_before_the_answer,
]


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_machine_kills_the_mutant(
    mutant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant(monkeypatch)
    with pytest.raises((AssertionError, ExceptionGroup)):
        run_state_machine_as_test(SyncMachine, settings=HUNT)
