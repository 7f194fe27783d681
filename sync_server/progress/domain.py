"""What can happen to a learning record: a sync, a change of certificates, a deletion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F

from cor_protocol import seal
from cor_protocol.facts import MAX_FACTS_PER_LEARNER, Digest, digest_of
from cor_protocol.problems import Problem
from cor_protocol.wire import Reply, Request, SentFact, signed_part
from sync_server.audit import domain as audit
from sync_server.catalog import queries as catalog
from sync_server.common.keys import server_key
from sync_server.common.refusals import Refused
from sync_server.common.tombstones import append
from sync_server.progress import completions, corrections, evidence, merge, models, sql, tombstones
from sync_server.progress.registry import reply_controls
from sync_server.progress.sql import Record


def check(request: Request) -> None:
    """Raise MalformedMessage where a message reads well and still cannot be stored."""
    evidence.check(request)


def exchange(request: Request, time: int, *, answer: bool = True, carried: bool = False) -> Reply:
    """One sync at server time `time` (UTC seconds), in one transaction; the reply is signed.

    `request.learner` and `request.device` are those of the token. Without `answer` the facts are kept and nothing is
    told but a wipe: whoever signed out can still send. `carried`: it came in a file, written who knows when.
    Raises Refused (too_many_facts) with nothing stored.
    """
    with transaction.atomic():
        reply = _exchanged(request, time, carried)
    # Signed outside, because others wait for the transaction to end.
    return _signed(reply if answer else _silent(reply, request), request)


def _exchanged(request: Request, time: int, carried: bool) -> Reply:
    before = sql.lock_record(request.learner)
    if before.deleted_at is not None:
        return _wipe(request, before, time)
    received = merge.by_key(request.facts)
    stored = _stored(request, received)
    joined = merge.join(stored, received, _digest(request, before, stored))
    after = _keep(before, joined, time)
    evidence.record(request, time, carried=carried)
    if completions.concern(joined.accepted, before.pending):
        completions.check(request.learner, before.pending)
        after = sql.lock_record(request.learner)  # a certificate may have been added to it
    facts = merge.news(_candidates(request, before, stored, joined), received)
    # A full exchange tells all of them: whoever asks for it may have lost what was told before.
    control = _control(after) | corrections.told(request.learner, stored.values() if request.full else facts)
    return Reply(time, after.revision, after.digest, tuple(facts), control)


def count_certificate_change(learner: str) -> None:
    """Count with the record that a certificate was awarded, or changed its state: a reply says so without asking."""
    sql.lock_record(learner)
    models.Record.objects.filter(learner=learner).update(certificates=F("certificates") + 1)


def delete_learner(learner: str, actor: str, reason: str) -> None:
    """Delete a record for good: a tombstone stays, and every device that still holds a copy is told to wipe it."""
    stone = tombstones.now(learner)
    with transaction.atomic():
        tombstones.entomb(learner, stone.at)
        audit.record(actor, "learner.deleted", f"learner {learner}", reason)
        # The last step before the commit: a database put back from an older backup learns of it from there.
        append(tombstones.log_file(), [stone])


def _stored(request: Request, received: merge.FactsByKey) -> merge.FactsByKey:
    """The stored facts that the exchange must look at: all for a full one, else those that came in again."""
    if request.full:
        return merge.by_key(sql.all_facts(request.learner))
    return merge.by_key(sql.facts_among(request.learner, list(received)))


def _digest(request: Request, record: Record, stored: merge.FactsByKey) -> Digest:
    """The digest of what is stored; computed anew where all of it is at hand, which finds a row that was lost."""
    return digest_of(sent.fact for sent in stored.values()) if request.full else record.digest


def _keep(record: Record, joined: merge.Merge, time: int) -> Record:
    """Write what was accepted and raise the revision; nothing accepted, nothing written."""
    if not joined.accepted:
        return _with_digest(record, joined.digest)
    if joined.digest.count > MAX_FACTS_PER_LEARNER:
        raise _too_many_facts()
    changed = record._replace(revision=record.revision + 1, digest=joined.digest)
    sql.write_facts(record.learner, joined.accepted, changed.revision, time)
    sql.write_record(changed)
    return changed


def _with_digest(record: Record, digest: Digest) -> Record:
    """Store a digest that was computed anew and differs: a row was lost that nobody who asks has either."""
    if digest == record.digest:
        return record
    mended = record._replace(digest=digest)
    sql.write_record(mended)
    return mended


def _candidates(request: Request, before: Record, stored: merge.FactsByKey, joined: merge.Merge) -> Iterable[SentFact]:
    """The stored facts that may be news to the client: those after its revision, and those that outdo what it sent."""
    if request.full:
        return stored.values()
    # A client ahead of us means that we were restored from a backup: it is told everything.
    known = request.revision if 0 <= request.revision <= before.revision else 0
    newer = sql.facts_since(before.learner, known, before.revision) if known < before.revision else []
    return merge.by_key([*newer, *joined.outdone]).values()


def _control(record: Record) -> dict[str, Any]:
    control: dict[str, Any] = {"content": newest} if (newest := catalog.published()) else {}
    if record.odd:
        control["odd"] = record.odd
    for controls in reply_controls:
        control.update(controls(record))
    return control


def _wipe(request: Request, record: Record, time: int) -> Reply:
    # Signed over learner, device and nonce, so that neither another device nor a replay can be wiped by it.
    control = {"wipe": [request.learner, request.device, request.now.nonce]}
    return Reply(time, record.revision, record.digest, control=control)


def _silent(reply: Reply, request: Request) -> Reply:
    """The reply without anything the client did not say itself."""
    wipe = {name: value for name, value in reply.control.items() if name == "wipe"}
    return Reply(reply.time, request.revision, request.digest, control=wipe)


def _signed(reply: Reply, request: Request) -> Reply:
    return replace(reply, signature=seal.sign(server_key(), seal.SYNC_REPLY, signed_part(reply, request)))


def _too_many_facts() -> Refused:
    return Refused(
        Problem.TOO_MANY_FACTS,
        "This learning record has grown beyond what the server keeps for one person. Nothing is lost; please ask for "
        "help.",
    )
