"""`python -m tests.soak.clocks`: how far dates are from the truth, by what is wrong with a clock; a table in Markdown.

A school year on one computer. The client is the real keeper of epochs, the server the real evidence and resolver; only
time, and what a clock makes of it, is made up. A day's lesson leaves three facts; word gets out as the scenario says.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import sqlite_utils

from cor_desktop.clock import Reading
from cor_desktop.store import epochs
from cor_desktop.store.migrations import migrations
from cor_protocol.facts import Digest, Fact, Key, Stamp
from cor_protocol.wire import Login, Now, Request, SentFact
from sync_server.progress import evidence
from sync_server.progress.epochs import EpochEvidence
from sync_server.progress.resolver import Resolved, resolve
from tests.factories.facts import DEVICE, LEARNER

DAY = 86_400
HOUR = 3600
BEGIN = 1_795_392_000
"""2026-11-23, a Monday, in UTC seconds."""
DEAD = 1_420_070_400
"""2015-01-01: where a clock without its battery begins at each start."""
DRIFT = 40e-6
"""Seconds a second: what a cheap crystal loses."""


class Scenario(NamedTuple):
    """What a clock shows at a true time, where the computer was started at another; how word gets out, each how often.

    `every` is in days; `how` is `online`, `stick`, or `stick and back` where the reply returns. `seldom` is the part of
    the school days on which there is no lesson. Some systems do not tell one start of the computer from another.
    """

    shows: Callable[[float, float], float]
    how: str = "online"
    every: int = 28
    seldom: float = 0.3
    names_its_starts: bool = True


def _steps(true: float, _started: float) -> float:
    day = (true - BEGIN) // DAY
    return true + (40 * DAY if day < 60 else -10 * DAY if day < 120 else 0)


def _zones(true: float, _started: float) -> float:
    return true + (0, 1, -5, 8)[int((true - BEGIN) // DAY * 7919) % 4] * HOUR


def _forward_and_back(true: float, _started: float) -> float:
    return true + (365 * DAY if 40 <= (true - BEGIN) // DAY < 70 else 0)


def _dead(true: float, started: float) -> float:
    return DEAD + (true - started)


def _right(true: float, _started: float) -> float:
    return true


def _years_slow(true: float, _started: float) -> float:
    return true - 1170 * DAY


def _year_fast(true: float, _started: float) -> float:
    return true + 400 * DAY


SCENARIOS = {
    "right, online each month": Scenario(_right),
    "years slow, online each month": Scenario(_years_slow),
    "a year fast, online each month": Scenario(_year_fast),
    "set to other dates twice, online each month": Scenario(_steps),
    "hours off after each change of zone, online each month": Scenario(_zones),
    "a year forward, then back, online each month": Scenario(_forward_and_back),
    "dead battery, online each day": Scenario(_dead, every=1),
    "dead battery, online each week": Scenario(_dead, every=7),
    "dead battery, online each month": Scenario(_dead),
    "dead battery, a lesson each school day, online each month": Scenario(_dead, seldom=0.0),
    "dead battery, starts without names, online each month": Scenario(_dead, names_its_starts=False),
    "dead battery, online once in the end": Scenario(_dead, every=400),
    "right, stick each month": Scenario(_right, "stick"),
    "years slow, stick each month": Scenario(_years_slow, "stick"),
    "years slow, stick each month and back": Scenario(_years_slow, "stick and back"),
    "dead battery, stick each month": Scenario(_dead, "stick"),
    "dead battery, stick each month and back": Scenario(_dead, "stick and back"),
}


class Dated(NamedTuple):
    """When something truly happened, and what the server makes of it."""

    truth: int
    received: int
    found: Resolved

    @property
    def error(self) -> int:
        """Seconds between the date and the truth."""
        return abs(self.found.date - self.truth)


class Computer:
    """A device whose clock is wrong, and what the server comes to know of it."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.dice = random.Random(seed)
        self.store = _store()
        self.known: dict[int, EpochEvidence] = {}
        self.messages: list[tuple[Request, int, bool]] = []
        self.unsent: list[tuple[Stamp, int]] = []
        self.sent: list[tuple[Stamp, int, int]] = []
        self.replies: list[int] = []
        self.started = float(BEGIN)
        self.last_word = -scenario.every if scenario.how == "online" else 0  # whoever has a line signs in first

    def live(self, days: int = 280) -> list[Dated]:
        """Learn for so many days, five a week but for some; gives every fact that arrived."""
        for day in range(days):
            if day % 7 < 5 and self.dice.random() >= self.scenario.seldom:
                self._lesson(day)
        self._lesson(days, last=True)
        self.store.close()
        return [Dated(truth, at, resolve(stamp, at, self.known.values())) for stamp, truth, at in self.sent]

    def _lesson(self, day: int, *, last: bool = False) -> None:
        now = BEGIN + day * DAY + self.dice.uniform(8, 15) * HOUR
        self.started = now - self.dice.uniform(1, 40) * 60
        self._take_replies(now)
        for _fact in range(3):
            self.unsent.append((epochs.stamp(self.store, self._read(now)), int(now)))
            now += self.dice.uniform(3, 25) * 60
        if last or day - self.last_word >= self.scenario.every:
            self.last_word = day
            self._tell(now)

    def _tell(self, now: float) -> None:
        carried = self.scenario.how != "online"
        arrives = int(now + self.dice.uniform(0.2, 6) * DAY if carried else now + self.dice.uniform(0, 15))
        self._meet(self._request(now), arrives, carried=carried)
        if not carried:
            epochs.learn(self.store, self._read(now + 20), arrives)
        elif self.scenario.how == "stick and back":
            self.replies.append(arrives)

    def _request(self, now: float) -> Request:
        reading, named = self._read(now), {stamp.epoch for stamp, _ in self.unsent}
        epoch = epochs.stamp(self.store, reading).epoch
        clock = Now(epoch, reading.wall, reading.offset, "0" * 32, epochs.line(self.store, epoch))
        facts = tuple(
            SentFact(Fact(Key("activity.finished", f"a-module:n{number}", DEVICE), stamp), LEARNER)
            for number, (stamp, _) in enumerate(self.unsent)
        )
        spans, floors = epochs.spans(self.store, named), epochs.floors(self.store, named | {epoch})
        return Request(DEVICE, LEARNER, clock, 0, Digest(), Login(0, False), ("", ""), facts, spans, floors)

    def _meet(self, request: Request, time: int, *, carried: bool) -> None:
        concerned = {sent.fact.stamp.epoch for sent in request.facts} | {request.now.epoch}
        before = {epoch: self.known[epoch] for epoch in concerned if epoch in self.known}
        self.known |= evidence.learn(before, request, time, carried=carried)
        self.messages.append((request, time, carried))
        self.sent += [(stamp, truth, time) for stamp, truth in self.unsent]
        self.unsent = []

    def _take_replies(self, now: float) -> None:
        for time in [time for time in self.replies if time < now]:
            epochs.learn(self.store, self._read(now), time)
            self.replies.remove(time)

    def _read(self, now: float) -> Reading:
        slow = DRIFT * (now - BEGIN)
        run = f"{self.started}" if self.scenario.names_its_starts else ""
        return Reading(int(self.scenario.shows(now, self.started) - slow), (now - self.started) * (1 - DRIFT), 0, run)


class Row(NamedTuple):
    """Errors of a scenario in days, and how often which rule was used, in percent."""

    name: str
    p50: float
    p95: float
    most: float
    rules: str


def measure(name: str, computers: int) -> Row:
    """Live through a scenario on so many computers."""
    dated = [each for seed in range(computers) for each in Computer(SCENARIOS[name], seed).live()]
    errors = sorted(each.error / DAY for each in dated)
    rules = Counter(each.found.rule.value for each in dated)
    shares = ", ".join(f"{rule} {100 * count / len(dated):.0f} %" for rule, count in rules.most_common())
    return Row(name, _at(errors, 0.5), _at(errors, 0.95), errors[-1], shares)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The rows in Markdown."""
    yield "| The clock, and how word gets out | p50 | p95 | most | rules |"
    yield "|---|---|---|---|---|"
    for row in rows:
        yield f"| {row.name} | {_shown(row.p50)} | {_shown(row.p95)} | {_shown(row.most)} | {row.rules} |"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.clocks", description=__doc__)
    parser.add_argument("--computers", type=int, default=20, help="for each scenario")
    computers: int = parser.parse_args().computers
    print("\n".join(table([measure(name, computers) for name in SCENARIOS])))
    return 0


def _store() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    migrations.apply(sqlite_utils.Database(connection))
    return connection


def _at(ordered: Sequence[float], part: float) -> float:
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)]


def _shown(days: float) -> str:
    return f"{days:.1f} d" if days >= 1 else f"{days * 24:.1f} h" if days * 24 >= 1 else f"{days * 1440:.0f} min"


if __name__ == "__main__":
    sys.exit(main())
