"""Clock evidence: what a request tells of its device's clock is kept as bounds of `true - wall`, never judged.

Online, the request left its device moments ago: that bounds it from both sides. On a stick it may have lain for weeks:
a ceiling only. The time of a reply that the device has seen, or the date of its program, is a floor. Bounds only move
together. Where floor and ceiling contradict each other, the ceiling stands: it is by this server's own clock.
"""

from __future__ import annotations

from collections.abc import Mapping

from cor_protocol.facts import MAX_EPOCH, MAX_WALL
from cor_protocol.wire import Floor, MalformedMessage, Now, Request, Span
from sync_server.progress import epochs
from sync_server.progress.epochs import EpochEvidence

MOST_TRANSIT = 600
"""Seconds: no request is longer under way on a line, a slow one that carries a whole record included."""
_WANDER = 60
"""Seconds by which a floor may lie above a ceiling because clocks wander and are read in whole seconds."""
_MAX_OFFSET = 100_000
"""Seconds; a bit more than a day, as no zone on earth is further from UTC."""


def check(request: Request) -> None:
    """Raise MalformedMessage where a number of the clock does not fit the database. What is merely odd is fine."""
    now = request.now
    spans = [Span(now.epoch, now.wall, now.wall, now.offset, now.line or 0), *request.spans]
    for epoch, first, last, offset, line in spans:
        fits = 0 <= epoch <= MAX_EPOCH and 0 <= line <= MAX_EPOCH and abs(offset) <= _MAX_OFFSET
        if not fits or abs(first) > MAX_WALL or abs(last) > MAX_WALL:
            raise MalformedMessage("a clock reading is out of range")
    if any(not 0 <= epoch <= MAX_EPOCH or abs(ahead) > 2 * MAX_WALL for epoch, ahead in request.floors):
        raise MalformedMessage("a clock's floor is out of range")


def record(request: Request, time: int, *, carried: bool = False) -> None:
    """Store what this request, met at server time `time`, tells of the epochs that its facts name and of its own.

    `carried`: it came in a file. What no fact names is left out, so that a request costs no more rows than facts.
    """
    known = epochs.read(request.learner, request.device, _concerned(request))
    learned = learn(known, request, time, carried=carried)
    changed = [evidence for epoch, evidence in learned.items() if evidence != known.get(epoch)]
    epochs.write(request.learner, request.device, changed)


def learn(
    known: Mapping[int, EpochEvidence], request: Request, time: int, *, carried: bool = False
) -> dict[int, EpochEvidence]:
    """What is known of the epochs that a request concerns after it, where `known` was known before."""
    concerned, now, learned = _concerned(request), request.now, dict(known)
    for span in request.spans:
        if span.epoch in concerned:
            learned[span.epoch] = widened(learned.get(span.epoch), span)
    met = learned.get(now.epoch) or EpochEvidence(now.epoch, now.wall, now.wall, now.offset)
    learned[now.epoch] = (carried_out if carried else contacted)(_on_line(met, now.line), now, time)
    for floor in request.floors:
        if floor.epoch in learned:
            learned[floor.epoch] = raised(learned[floor.epoch], floor)
    return learned


def widened(known: EpochEvidence | None, span: Span) -> EpochEvidence:
    """What is known of an epoch after a span of it came in: its bounds only move apart, its line only rises."""
    if known is None:
        return EpochEvidence(*span)
    first, last = min(known.first, span.first), max(known.last, span.last)
    return _on_line(known._replace(first=first, last=last, offset=span.offset), span.line)


def contacted(known: EpochEvidence, now: Now, time: int) -> EpochEvidence:
    """What is known of an epoch after an online contact: it bounds from both sides, and the tightest stays."""
    lag = time - now.wall
    if known.high is not None and lag > known.high + MOST_TRANSIT:
        return known  # a message of another day, or a clock that lost minutes: the earlier contact told more
    if known.contact_wall is None or known.contact_time is None or lag < known.contact_time - known.contact_wall:
        known = known._replace(contact_wall=now.wall, contact_time=time)
    high = lag if known.high is None else min(known.high, lag)
    low = lag - MOST_TRANSIT if known.low is None else max(known.low, lag - MOST_TRANSIT)
    return known._replace(low=low if low <= high + _WANDER else high - MOST_TRANSIT, high=high)


def carried_out(known: EpochEvidence, now: Now, time: int) -> EpochEvidence:
    """What is known of an epoch after a file that was written in it came in: it was written before now."""
    high = time - now.wall if known.high is None else min(known.high, time - now.wall)
    low = None if known.low is None or known.low > high + _WANDER else known.low
    return known._replace(low=low, high=high)


def raised(known: EpochEvidence, floor: Floor) -> EpochEvidence:
    """What is known of an epoch after its device told how far true time is ahead at least."""
    if known.high is not None and floor.ahead > known.high + _WANDER:
        return known
    return known._replace(low=floor.ahead if known.low is None else max(known.low, floor.ahead))


def _concerned(request: Request) -> set[int]:
    named = {sent.fact.stamp.epoch for sent in request.facts if sent.fact.key.device == request.device}
    return named | {request.now.epoch}


def _on_line(known: EpochEvidence, line: int | None) -> EpochEvidence:
    return known if line is None else known._replace(line=max(line, known.line or 0))
