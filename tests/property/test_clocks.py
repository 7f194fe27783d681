"""Wrong clocks lived through for a school year: what dates come to, the laws, and the mutants that must break them.

The long run, and the table of docs/sync.md, is `python -m tests.soak.clocks`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any

import pytest

from cor_desktop.store import epochs
from sync_server.progress import evidence, resolver
from sync_server.progress.epochs import EpochEvidence
from sync_server.progress.resolver import Resolved, Rule, resolve
from tests.soak.clocks import DAY, HOUR, SCENARIOS, Computer, Dated

COMPUTERS = int(os.environ.get("COR_CLOCKS", "4"))
"""More of them by `make soak`."""
MINUTES = 10 / 1440
P95: dict[str, tuple[float, set[Rule]]] = {
    "right, online each month": (MINUTES, {Rule.OWN, Rule.LINE}),
    "years slow, online each month": (MINUTES, {Rule.OWN, Rule.LINE}),
    "a year fast, online each month": (MINUTES, {Rule.OWN, Rule.LINE}),
    "set to other dates twice, online each month": (MINUTES, {Rule.OWN, Rule.LINE}),
    "hours off after each change of zone, online each month": (14 * HOUR / DAY, {Rule.OWN, Rule.LINE}),
    "a year forward, then back, online each month": (MINUTES, {Rule.OWN, Rule.LINE}),
    "dead battery, online each day": (MINUTES, {Rule.OWN}),
    "dead battery, online each week": (4, {Rule.OWN, Rule.RANK}),
    "dead battery, online each month": (7, {Rule.OWN, Rule.RANK}),
    "dead battery, a lesson each school day, online each month": (2, {Rule.OWN, Rule.RANK}),
    "dead battery, online once in the end": (14, {Rule.OWN, Rule.RANK}),
    "right, stick each month": (20 / 1440, {Rule.WALL}),
    "years slow, stick each month": (4, {Rule.LINE}),
    "years slow, stick each month and back": (4, {Rule.LINE}),
    "dead battery, stick each month": (21, {Rule.LINE, Rule.RANK}),
    "dead battery, stick each month and back": (21, {Rule.LINE, Rule.RANK}),
}
"""At most so many days between date and truth, for 95 of 100 facts; and the rules by which they are dated."""


def lived(name: str) -> list[Dated]:
    return [dated for seed in range(COMPUTERS) for dated in Computer(SCENARIOS[name], seed).live()]


def check(name: str) -> None:
    """What must hold of a scenario. Raises AssertionError."""
    dated, (most, rules) = lived(name), P95[name]
    for each in dated:
        assert each.found.floor <= each.found.date <= each.found.top <= each.received
        assert each.found.floor <= each.truth <= each.found.top, "the interval holds the truth"
    errors = sorted(each.error / DAY for each in dated)
    assert errors[int(0.95 * len(errors))] <= most
    assert {each.found.rule for each in dated} <= rules


@pytest.mark.parametrize("name", P95)
def test_b9_dates_are_near_the_truth_and_the_interval_holds_it(name: str) -> None:
    check(name)


def test_every_scenario_has_its_limit() -> None:
    unnamed = {name for name, scenario in SCENARIOS.items() if not scenario.names_its_starts}
    assert set(SCENARIOS) - unnamed == set(P95)


@pytest.mark.parametrize("name", SCENARIOS)
def test_more_evidence_only_narrows_and_its_order_does_not_matter(name: str) -> None:
    computer = Computer(SCENARIOS[name], seed=5)
    computer.live(120)
    dice = random.Random(name)
    dice.shuffle(computer.messages)
    known: dict[int, EpochEvidence] = {}
    before: dict[int, Resolved] = {}
    for request, time, carried in computer.messages:
        named = {fact.stamp.epoch for fact, _ in request.facts} | {request.now.epoch}
        told = {epoch: known[epoch] for epoch in named if epoch in known}
        known = known | evidence.learn(told, request, time, carried=carried)
        found = {number: resolve(stamp, at, known.values()) for number, (stamp, _, at) in enumerate(computer.sent)}
        assert all(found[number].floor >= old.floor and found[number].top <= old.top for number, old in before.items())
        before = found
    if SCENARIOS[name].names_its_starts:
        assert known == computer.known


def no_own_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "_own", lambda clock: None)


def no_line_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "_line", lambda clock: None)
    monkeypatch.setattr(resolver, "_line_by_ceiling", lambda clock: None)


def no_line_by_stick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "_line_by_ceiling", lambda clock: None)


def no_wall_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "_wall", lambda clock: None)


def no_rank_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "_rank", lambda clock: clock.at(clock.top, Rule.RANK))


def raw_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    no_own_rule(monkeypatch)
    no_line_rule(monkeypatch)
    monkeypatch.setattr(resolver, "_rank", lambda clock: clock.at(clock.wall, Rule.RANK))


def a_stick_taken_for_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "carried_out", evidence.contacted)


def starts_are_not_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epochs, "_was_restarted", lambda latest, reading: False)


def the_line_never_rises(monkeypatch: pytest.MonkeyPatch) -> None:
    original = resolver._by_nearness

    def by_nearness(clock: Any) -> list[EpochEvidence]:
        clock.known = [each._replace(line=0) for each in clock.known]
        clock.own = clock.own and clock.own._replace(line=0)
        return original(clock)

    monkeypatch.setattr(resolver, "_by_nearness", by_nearness)


MUTANTS = [
    (no_own_rule, "dead battery, online each day"),
    (no_line_rule, "years slow, online each month"),
    (no_line_by_stick, "years slow, stick each month"),
    (no_wall_rule, "right, stick each month"),
    (no_rank_rule, "dead battery, online each month"),
    (raw_wall, "a year fast, online each month"),
    (a_stick_taken_for_a_line, "years slow, stick each month"),
    (starts_are_not_told_apart, "dead battery, online each month"),
    (the_line_never_rises, "dead battery, online each month"),
]


@pytest.mark.parametrize(("mutant", "name"), MUTANTS)
def test_the_scenario_kills_the_mutant(
    mutant: Callable[[pytest.MonkeyPatch], None], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant(monkeypatch)
    with pytest.raises(AssertionError):
        check(name)
