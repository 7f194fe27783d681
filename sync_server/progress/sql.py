"""The statements of the sync path, named, in SQL that SQLite and PostgreSQL both speak.

Every row is found by primary key, but for `facts_since`, which uses the index on (learner, revision).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from cor_protocol.facts import Digest, Fact, Key, Stamp
from cor_protocol.wire import SentFact

_KEYS_PER_STATEMENT = 200

_READ_RECORD = """
    SELECT learner, revision, count, total, certificates, pending, deleted_at, odd
      FROM progress_record WHERE learner = %s"""

_LEARNERS_AFTER = "SELECT learner FROM progress_record WHERE learner > %s ORDER BY learner LIMIT %s"

_LEARNERS_WITHOUT_RECORD = """
    SELECT DISTINCT learner FROM progress_fact AS fact
     WHERE NOT EXISTS (SELECT 1 FROM progress_record AS record WHERE record.learner = fact.learner)"""

_ADD_RECORD = """
    INSERT INTO progress_record (learner, revision, count, total, certificates, pending)
    VALUES (%s, 0, 0, '00000000000000000000000000000000', 0, FALSE) ON CONFLICT (learner) DO NOTHING"""

_WRITE_RECORD = "UPDATE progress_record SET revision = %s, count = %s, total = %s WHERE learner = %s"

_WRITE_PENDING = "UPDATE progress_record SET pending = %s WHERE learner = %s"

_READ_FACTS = "SELECT kind, item, device, epoch, wall, origin FROM progress_fact WHERE learner = %s"

_FACTS_SINCE = _READ_FACTS + " AND revision > %s AND revision <= %s"

# CROSS JOIN keeps SQLite from reading the learner's whole record and picking from it; PostgreSQL does not mind.
_FACTS_AMONG = """
    WITH given (kind, item, device) AS (VALUES {keys})
    SELECT fact.kind, fact.item, fact.device, fact.epoch, fact.wall, fact.origin
      FROM given CROSS JOIN progress_fact AS fact
     WHERE fact.learner = %s AND fact.kind = given.kind AND fact.item = given.item AND fact.device = given.device"""

# The stamp that comes in was compared already, under the record's lock: smaller or new. `received` stays the first.
_WRITE_FACT = """
    INSERT INTO progress_fact (learner, kind, item, device, epoch, wall, origin, revision, received)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (learner, kind, item, device) DO UPDATE
       SET epoch = excluded.epoch, wall = excluded.wall, origin = excluded.origin, revision = excluded.revision"""


class Record(NamedTuple):
    """A learner's record as a whole. `deleted_at` (UTC seconds) is set where it is a tombstone.

    `odd`: how many of its facts are being looked at.
    """

    learner: str
    revision: int
    digest: Digest
    certificates: int
    pending: bool
    deleted_at: int | None
    odd: int = 0


def lock_record(learner: str) -> Record:
    """Read a record, making it where it is missing, and keep others out of it until the transaction ends."""
    with connection.cursor() as cursor:
        # On SQLite the transaction began IMMEDIATE: nobody else writes anyway.
        statement = _READ_RECORD + (" FOR UPDATE" if connection.vendor == "postgresql" else "")
        cursor.execute(statement, [learner])
        row = cursor.fetchone()
        if row is None:
            cursor.execute(_ADD_RECORD, [learner])
            cursor.execute(statement, [learner])
            row = cursor.fetchone()
    return _record(row)


def find_record(learner: str) -> Record | None:
    """Read a record without keeping others out; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_READ_RECORD, [learner])
        row = cursor.fetchone()
    return None if row is None else _record(row)


def learners_after(learner: str, most: int) -> list[str]:
    """The learners of the records that come after this one, in order."""
    with connection.cursor() as cursor:
        cursor.execute(_LEARNERS_AFTER, [learner, most])
        return [row[0] for row in cursor.fetchall()]


def learners_without_record() -> list[str]:
    """The learners of facts whose record was lost. Reads all facts' keys: not for the sync path."""
    with connection.cursor() as cursor:
        cursor.execute(_LEARNERS_WITHOUT_RECORD)
        return [row[0] for row in cursor.fetchall()]


def write_record(record: Record) -> None:
    """Store revision and digest."""
    total = f"{record.digest.total:032x}"
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_RECORD, [record.revision, record.digest.count, total, record.learner])


def write_pending(learner: str, pending: bool) -> None:
    """Store whether the record holds a completion that is not established yet."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_PENDING, [pending, learner])


def all_facts(learner: str) -> list[SentFact]:
    """Every fact of a record."""
    return _facts(_READ_FACTS, [learner])


def facts_since(learner: str, after: int, until: int) -> list[SentFact]:
    """The facts whose revision is greater than `after` and at most `until`."""
    return _facts(_FACTS_SINCE, [learner, after, until])


def facts_among(learner: str, keys: Sequence[Key]) -> list[SentFact]:
    """Those of the facts with these keys that are there."""
    found: list[SentFact] = []
    for part in _parts(keys):
        statement = _FACTS_AMONG.format(keys=", ".join(["(%s, %s, %s)"] * len(part)))
        found += _facts(statement, [*(word for key in part for word in key), learner])
    return found


def write_facts(learner: str, facts: Iterable[SentFact], revision: int, time: int) -> None:
    """Add facts received at server time `time`, or give those that are there the smaller stamp that came in."""
    rows = [(learner, *fact.key, *fact.stamp, origin, revision, time) for fact, origin in facts]
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(_WRITE_FACT, rows[0])
        else:
            cursor.executemany(_WRITE_FACT, rows)


def _record(row: Sequence[Any]) -> Record:
    key, revision, count, total, certificates, pending, *rest = row
    return Record(key, revision, Digest(count, _number(total)), certificates, bool(pending), *rest)


def _number(total: str) -> int:
    # What somebody changed by hand into something else is a wrong sum like any other.
    try:
        return int(total, 16)
    except ValueError:
        return 0


def _facts(statement: str, parameters: Sequence[Any]) -> list[SentFact]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall()
    return [
        SentFact(Fact(Key(kind, item, device), Stamp(epoch, wall)), origin)
        for kind, item, device, epoch, wall, origin in rows
    ]


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _KEYS_PER_STATEMENT):
        yield items[start : start + _KEYS_PER_STATEMENT]
