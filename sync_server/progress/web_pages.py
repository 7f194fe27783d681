"""Pages that a learner opened on the server, kept as facts of the device `web` (M1): once a page and day."""

from __future__ import annotations

from django.db import transaction

from cor_protocol.facts import MAX_FACTS_PER_LEARNER, PAGE_OPENED, Fact, Key, Stamp
from cor_protocol.ids import WEB_DEVICE
from cor_protocol.wire import SentFact
from sync_server.common import clock
from sync_server.progress import merge, sql

_EPOCH = 0
"""The server's clock has one epoch: it is the one that all others are set by."""


def note_page(learner: str, page: str, time: int) -> None:
    """Keep that a page was opened at `time` (UTC seconds). `page` is a word as facts have it.

    A page of today that is kept already costs one read; a deleted or a full record takes nothing.
    """
    key = Key(PAGE_OPENED, f"{page}:{clock.date_of(time).isoformat()}", WEB_DEVICE)
    if not sql.facts_among(learner, [key]):
        with transaction.atomic():
            _keep(learner, SentFact(Fact(key, Stamp(_EPOCH, time)), learner), time)


def _keep(learner: str, sent: SentFact, time: int) -> None:
    record = sql.lock_record(learner)
    stored = merge.by_key(sql.facts_among(learner, [sent.fact.key]))
    joined = merge.join(stored, {sent.fact.key: sent}, record.digest)
    if record.deleted_at is None and joined.accepted and joined.digest.count <= MAX_FACTS_PER_LEARNER:
        changed = record._replace(revision=record.revision + 1, digest=joined.digest)
        sql.write_facts(learner, joined.accepted, changed.revision, time)
        sql.write_record(changed)
