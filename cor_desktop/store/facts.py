"""A learner's facts on this computer, with their digest kept beside them in the same transaction.

Facts are joined, never edited: of two under one key the smaller stamp stays. A fact is *unsent* until the server has
acknowledged exactly the stamp that is here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from cor_protocol.facts import MODULE_COMPLETED, MODULE_STARTED, PAGE_OPENED, Digest, Fact, Key, Stamp
from cor_protocol.wire import SentFact


def join(connection: sqlite3.Connection, learner: str, arriving: Iterable[SentFact], *, unsent: bool) -> bool:
    """Join facts into a learner's record and keep its digest; tell whether anything changed. Needs a transaction."""
    digest = known = read_digest(connection, learner)
    for fact, origin in arriving:
        digest = _join_one(connection, learner, fact, origin, unsent, digest)
    if digest != known:
        _keep_digest(connection, learner, digest)
    return digest != known


def holds(connection: sqlite3.Connection, learner: str, key: Key) -> bool:
    """Tell whether the record has a fact under this key already."""
    return _stamp_of(connection, learner, key) is not None


def all_facts(connection: sqlite3.Connection, learner: str) -> tuple[SentFact, ...]:
    """Everything in a learner's record."""
    return _facts(connection.execute(f"{_SELECT} WHERE learner = ?", (learner,)))


def unsent_facts(connection: sqlite3.Connection, learner: str) -> tuple[SentFact, ...]:
    """What the server has not acknowledged."""
    return _facts(connection.execute(f"{_SELECT} WHERE learner = ? AND unsent = 1", (learner,)))


def count_unsent(connection: sqlite3.Connection, learner: str) -> int:
    """How many facts the server has not acknowledged."""
    (count,) = connection.execute("SELECT count(*) FROM fact WHERE learner = ? AND unsent = 1", (learner,)).fetchone()
    return int(count)


def count_unsent_work(connection: sqlite3.Connection, learner: str) -> int:
    """How many of them a learner is told of: what they did, and not which pages they looked at."""
    return count_unsent(connection, learner) - count_unsent_of(connection, learner, PAGE_OPENED)


def count_unsent_of(connection: sqlite3.Connection, learner: str, kind: str) -> int:
    """How many of them are of one kind."""
    query = "SELECT count(*) FROM fact WHERE learner = ? AND unsent = 1 AND kind = ?"
    (count,) = connection.execute(query, (learner, kind)).fetchone()
    return int(count)


def module_facts(connection: sqlite3.Connection) -> tuple[tuple[str, str, str], ...]:
    """Who started and completed which version of a module on this computer: (learner, kind, item), each once."""
    query = "SELECT DISTINCT learner, kind, item FROM fact WHERE kind IN (?, ?)"
    return tuple(connection.execute(query, (MODULE_STARTED, MODULE_COMPLETED)))


def mark_sent(connection: sqlite3.Connection, learner: str, sent: Iterable[SentFact]) -> None:
    """Mark exactly the facts whose stamp is still the one that was sent. Needs a transaction."""
    connection.executemany(
        "UPDATE fact SET unsent = 0"
        " WHERE learner = ? AND kind = ? AND item = ? AND device = ? AND epoch = ? AND wall = ?",
        [(learner, *fact.key, *fact.stamp) for fact, _ in sent],
    )


def mark_all_unsent(connection: sqlite3.Connection, learner: str) -> None:
    """Doubt what the server has: everything is sent once more. Needs a transaction."""
    connection.execute("UPDATE fact SET unsent = 1 WHERE learner = ?", (learner,))


def read_digest(connection: sqlite3.Connection, learner: str) -> Digest:
    """The digest kept with the record; that of an empty record where there is none."""
    row = connection.execute("SELECT digest_count, digest_total FROM learner WHERE id = ?", (learner,)).fetchone()
    return Digest(row[0], int.from_bytes(row[1], "big")) if row else Digest()


_SELECT = "SELECT kind, item, device, epoch, wall, origin FROM fact"


def _join_one(
    connection: sqlite3.Connection, learner: str, fact: Fact, origin: str, unsent: bool, digest: Digest
) -> Digest:
    known = _stamp_of(connection, learner, fact.key)
    if known is not None and known <= fact.stamp:
        return digest
    connection.execute(
        "INSERT INTO fact (learner, kind, item, device, epoch, wall, origin, unsent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET epoch = excluded.epoch, wall = excluded.wall, origin = excluded.origin,"
        " unsent = excluded.unsent",
        (learner, *fact.key, *fact.stamp, origin, int(unsent)),
    )
    if known is not None:
        digest = digest.minus(Fact(fact.key, known))
    return digest.plus(fact)


def _stamp_of(connection: sqlite3.Connection, learner: str, key: Key) -> Stamp | None:
    row = connection.execute(
        "SELECT epoch, wall FROM fact WHERE learner = ? AND kind = ? AND item = ? AND device = ?", (learner, *key)
    ).fetchone()
    return Stamp(*row) if row else None


def _keep_digest(connection: sqlite3.Connection, learner: str, digest: Digest) -> None:
    connection.execute(
        "UPDATE learner SET digest_count = ?, digest_total = ? WHERE id = ?",
        (digest.count, digest.total.to_bytes(16, "big"), learner),
    )


def _facts(rows: Iterable[tuple[str, str, str, int, int, str]]) -> tuple[SentFact, ...]:
    return tuple(
        SentFact(Fact(Key(kind, item, device), Stamp(epoch, wall)), origin)
        for kind, item, device, epoch, wall, origin in rows
    )
