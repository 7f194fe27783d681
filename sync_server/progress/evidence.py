"""Clock evidence: what a request tells of its device's clock is kept, not judged (the resolver comes later)."""

from __future__ import annotations

from cor_protocol.facts import MAX_EPOCH, MAX_WALL
from cor_protocol.wire import MalformedMessage, Now, Request, Span
from sync_server.progress import sql
from sync_server.progress.sql import EpochEvidence

_MAX_OFFSET = 100_000
"""Seconds; a bit more than a day, as no zone on earth is further from UTC."""


def check(request: Request) -> None:
    """Raise MalformedMessage where a number of the clock does not fit the database. What is merely odd is fine."""
    now = request.now
    spans = [Span(now.epoch, now.wall, now.wall, now.offset, 0), *request.spans]
    for epoch, first, last, offset, line in spans:
        fits = 0 <= epoch <= MAX_EPOCH and 0 <= line <= MAX_EPOCH and abs(offset) <= _MAX_OFFSET
        if not fits or abs(first) > MAX_WALL or abs(last) > MAX_WALL:
            raise MalformedMessage("a clock reading is out of range")


def record(request: Request, time: int) -> None:
    """Store the spans of the epochs that this request's facts name, and this contact at server time `time`.

    A span that no fact names is left out, so that a request costs no more rows than it brings facts.
    """
    named = {sent.fact.stamp.epoch for sent in request.facts if sent.fact.key.device == request.device}
    spans = [span for span in request.spans if span.epoch in named or span.epoch == request.now.epoch]
    wanted = {span.epoch for span in spans} | {request.now.epoch}
    known = sql.read_epochs(request.learner, request.device, wanted)
    learned = dict(known)
    for span in spans:
        learned[span.epoch] = widened(learned.get(span.epoch), span)
    learned[request.now.epoch] = contacted(learned.get(request.now.epoch), request.now, time)
    changed = [evidence for epoch, evidence in learned.items() if evidence != known.get(epoch)]
    sql.write_epochs(request.learner, request.device, changed)


def widened(known: EpochEvidence | None, span: Span) -> EpochEvidence:
    """What is known of an epoch after a span of it came in: its bounds only move apart, its line only rises."""
    if known is None:
        return EpochEvidence(span.epoch, span.first, span.last, span.offset, span.line, None, None)
    line = max(span.line, known.line or 0)
    first, last = min(known.first, span.first), max(known.last, span.last)
    return known._replace(first=first, last=last, offset=span.offset, line=line)


def contacted(known: EpochEvidence | None, now: Now, time: int) -> EpochEvidence:
    """What is known of an epoch after an online contact: the tightest contact stays."""
    if known is None:
        return EpochEvidence(now.epoch, now.wall, now.wall, now.offset, None, now.wall, time)
    is_tighter = known.lag is None or time - now.wall < known.lag
    if not is_tighter:
        return known
    return known._replace(contact_wall=now.wall, contact_time=time)
