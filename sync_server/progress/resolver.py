"""When something happened: a pure function from a device's stamp and what is known of its clock.

Wall time is what the device said; `true - wall` is bounded by evidence. What evidence allows is an interval; the date
is the likeliest moment in it, by the first rule that applies, and the rule stays with the date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from cor_protocol.facts import Stamp
from sync_server.progress.epochs import EpochEvidence

EARLIEST = 1_420_070_400
"""2015-01-01 in UTC seconds: nothing that a person reads happened before it."""
TIGHT = 600
"""Seconds: a clock of which so much is open, or less, is known (as after an online contact)."""
_SLACK = 300
"""Seconds by which a bound may be off elsewhere in its epoch: clocks gain or lose up to nine a day."""
_BORROWED = 3600
"""Seconds by which a clock that runs on a battery may have drifted since it was known."""


class Rule(StrEnum):
    """How a date was found."""

    OWN = "own"
    """The clock was known in this very epoch."""
    LINE = "line"
    """It was known in another epoch, and was not seen to run backwards between."""
    WALL = "wall"
    """It was not known, but what it said is possible."""
    RANK = "rank"
    """What it said is impossible: placed in order between what came before and after."""
    STAFF = "staff"
    """Staff corrected it."""


class Resolved(NamedTuple):
    """`floor <= date <= top`, in UTC seconds, and the rule. `checked`: when the clock that it is by was compared."""

    floor: int
    date: int
    top: int
    rule: Rule
    checked: int | None = None


def resolve(stamp: Stamp, received: int, evidence: Iterable[EpochEvidence]) -> Resolved:
    """When a fact with this stamp happened, which was `received` at server time, by what is known of its device.

    Never raises, whatever a clock said. Evidence comes in any order, one for an epoch.
    """
    clock = _Clock(stamp, received, sorted(evidence, key=lambda each: each.epoch))
    for rule in (_own, _line, _wall, _line_by_ceiling):
        if (found := rule(clock)) is not None:
            return found
    return _rank(clock)


def exact(time: int, received: int) -> Resolved:
    """What the server's own clock said, as of pages opened on the web."""
    time = min(time, received)
    return Resolved(time, time, time, Rule.OWN, time)


def by_staff(time: int, at: int) -> Resolved:
    """What staff set, in a correction that was made `at`."""
    return Resolved(time, time, time, Rule.STAFF, at)


def may_have_met(resolved: Resolved, deadline: int) -> bool:
    """Tell whether something was in time: any instant at which it can have happened is enough."""
    return resolved.floor <= deadline


class _Clock:
    """A stamp among the epochs of its device, and the bounds that all evidence together gives it."""

    def __init__(self, stamp: Stamp, received: int, epochs: list[EpochEvidence]) -> None:
        self.epoch, self.wall = stamp
        self.known = epochs
        self.own = next((each for each in epochs if each.epoch == self.epoch), None)
        self.top = min([received, *self._tops()])
        self.floor = min(max([EARLIEST, *self._floors()]), self.top)

    def at(self, date: int, rule: Rule, checked: int | None = None) -> Resolved:
        """The date, kept within the bounds."""
        return Resolved(self.floor, max(self.floor, min(date, self.top)), self.top, rule, checked)

    def _floors(self) -> Iterator[int]:
        if self.own is not None and self.own.low is not None:
            yield self.wall + self.own.low - _SLACK
        for each in self.known:
            if each.epoch < self.epoch and (ended := _ended(each)) is not None:
                yield ended

    def _tops(self) -> Iterator[int]:
        if self.own is not None and self.own.high is not None:
            yield self.wall + self.own.high + _SLACK
        for each in self.known:
            if each.epoch > self.epoch and each.high is not None:
                yield each.first + each.high + _SLACK


def _own(clock: _Clock) -> Resolved | None:
    own = clock.own
    if own is None or own.high is None or not _is_known(own):
        return None
    return clock.at(clock.wall + own.high, Rule.OWN, own.contact_time)


def _line(clock: _Clock) -> Resolved | None:
    for each in _by_nearness(clock):
        date = clock.wall + (each.high or 0)
        if clock.floor - _BORROWED <= date <= clock.top + _BORROWED:
            return clock.at(date, Rule.LINE, each.contact_time)
    return None


def _wall(clock: _Clock) -> Resolved | None:
    return clock.at(clock.wall, Rule.WALL) if clock.floor <= clock.wall <= clock.top else None


def _line_by_ceiling(clock: _Clock) -> Resolved | None:
    """Where a clock that is wrong was only ever heard of by stick: the stick that travelled least tells the most."""
    if clock.own is None or clock.own.line is None:
        return None
    ceilings = [each.high for each in clock.known if each.line == clock.own.line and each.high is not None]
    date = clock.wall + min(ceilings, default=0)
    return clock.at(date, Rule.LINE) if ceilings and clock.floor <= date <= clock.top + _BORROWED else None


def _rank(clock: _Clock) -> Resolved:
    """As if epochs came at even distances: on a string that is drawn tight over what is known of earlier ones.

    Where nothing is known of before, the receipt is nearer to the truth than the years since the earliest date.
    """
    after = _after(clock)
    heights = [ended + (clock.top - ended) * (clock.epoch - epoch) // (after - epoch) for epoch, ended in _marks(clock)]
    return clock.at(max(heights, default=clock.top), Rule.RANK)


def _marks(clock: _Clock) -> list[tuple[int, int]]:
    """Earlier epochs, and when each had ended at the earliest."""
    earlier = [each for each in clock.known if each.epoch < clock.epoch]
    marks = [(each.epoch, ended) for each in earlier if (ended := _ended(each)) is not None]
    if not marks and clock.own is not None and clock.own.low is not None:
        return [(clock.epoch - 1, clock.floor)]
    return marks


def _by_nearness(clock: _Clock) -> list[EpochEvidence]:
    """The epochs in which the clock was known, of the same line, the nearest first."""
    if clock.own is None or clock.own.line is None:
        return []
    same = [each for each in clock.known if each.line == clock.own.line and _is_known(each)]
    return sorted(same, key=lambda each: (abs(each.epoch - clock.epoch), each.epoch))


def _after(clock: _Clock) -> int:
    """The epoch at whose beginning the top is known, or the one that would come next."""
    bounded = [each for each in clock.known if each.epoch >= clock.epoch and each.high is not None]
    if not bounded:
        return max([clock.epoch, *(each.epoch for each in clock.known)]) + 1
    first = bounded[0]
    return first.epoch if _is_known(first) and first.epoch > clock.epoch else first.epoch + 1


def _is_known(each: EpochEvidence) -> bool:
    return each.low is not None and each.high is not None and each.high - each.low <= TIGHT


def _ended(each: EpochEvidence) -> int | None:
    """The least that true time can have been when an epoch was last seen."""
    return None if each.low is None else each.last + each.low - _SLACK
