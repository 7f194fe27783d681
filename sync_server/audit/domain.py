"""Adding to the audit."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.db import connection, transaction

from sync_server.audit.models import Entry
from sync_server.common import clock

START = "0" * 64
"""What the first entry is chained to."""

_POSTGRESQL_LOCK = 7_105_111
"""Any number will do, as long as nobody else takes it: one writer at a time, or two rows would follow the same one."""


def record(actor: str, act: str, object: str, reason: str = "") -> None:
    """Add one row, in the caller's transaction where there is one. All are ids and plain words, never names."""
    with transaction.atomic():
        _be_the_only_writer()
        last = Entry.objects.order_by("-id").values_list("hash", flat=True).first()
        entry = Entry(at=clock.now_datetime(), actor=actor, act=act, object=object, reason=reason[:500])
        entry.previous = last or START
        entry.hash = hash_of(entry)
        entry.save()


def hash_of(entry: Entry) -> str:
    """The SHA-256 over the row and the hash of the one before, as 64 hexadecimal digits."""
    return hash_of_row(entry.previous, entry.at, entry.actor, entry.act, entry.object, entry.reason)


def hash_of_row(previous: str, at: datetime, *words: str) -> str:
    """The same of a row's columns: `words` are actor, act, object and reason."""
    return hashlib.sha256(json.dumps([previous, at.isoformat(), *words]).encode()).hexdigest()


def _be_the_only_writer() -> None:
    # SQLite has one writer anyway: transactions begin IMMEDIATE.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_POSTGRESQL_LOCK])
