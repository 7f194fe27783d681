"""What can still be read of a damaged database is taken over into a fresh one; the damaged file stays as it is.

The fresh database is a new device: its clock's epochs begin anew, and every fact taken over counts as unsent.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cor_desktop.store import facts
from cor_desktop.store.database import Database, translated
from cor_desktop.store.unlocking import COLUMNS
from cor_protocol.facts import Fact, InvalidFact, Key, Stamp, check_fact
from cor_protocol.wire import SentFact


def put_aside(path: Path, wall: int) -> Path:
    """Rename the database and its companions, never overwriting an earlier one. Raises NotSaved."""
    aside = path.with_name(f"{path.name}.damaged-{wall}")
    with translated():
        while aside.exists():
            aside = aside.with_name(aside.name + "-again")
        for ending in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    return aside


def salvage(damaged: Path, fresh: Database) -> None:
    """Copy learners, then facts, places and certificates, as far as the damaged file gives them."""
    source = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)
    try:
        with fresh.transaction() as target:
            for learner in _readable(source, "SELECT id, is_current FROM learner"):
                _take_learner(source, target, *learner)
    finally:
        source.close()


def _take_learner(source: sqlite3.Connection, target: sqlite3.Connection, learner: str, is_current: int) -> None:
    target.execute(
        "INSERT OR IGNORE INTO learner (id, has_account, signed_in, is_current, revision, digest_count, digest_total,"
        " last_activity, last_outcome) VALUES (?, 0, 0, ?, 0, 0, zeroblob(16), 0, '')",
        (learner, is_current),
    )
    for row in _readable(source, "SELECT has_account, signed_in, sealed_profile FROM learner WHERE id = ?", learner):
        target.execute(
            "UPDATE learner SET has_account = ?, signed_in = ?, sealed_profile = ? WHERE id = ?", (*row, learner)
        )
    facts.join(target, learner, _facts(source, learner), unsent=True)
    _take_rows(source, target, "place", "learner, module, version, activity", learner)
    _take_rows(source, target, "unlocking", ", ".join(COLUMNS), learner)
    _take_rows(source, target, "certificate", "number, learner, module, sealed_entry, sealed_pdf", learner)
    target.execute(_CLOSE, (learner, learner))


_CLOSE = (
    "UPDATE learner SET sealed_profile = NULL, signed_in = 0"
    " WHERE id = ? AND NOT EXISTS (SELECT 1 FROM unlocking WHERE learner = ?)"
)
"""A profile whose way of opening could not be read: its learner signs in once more."""


def _facts(source: sqlite3.Connection, learner: str) -> Iterator[SentFact]:
    query = "SELECT kind, item, device, epoch, wall, origin FROM fact WHERE learner = ?"
    for kind, item, device, epoch, wall, origin in _readable(source, query, learner):
        fact = Fact(Key(kind, item, device), Stamp(epoch, wall))
        with contextlib.suppress(InvalidFact):
            check_fact(fact)
            yield SentFact(fact, origin)


def _take_rows(source: sqlite3.Connection, target: sqlite3.Connection, table: str, columns: str, learner: str) -> None:
    marks = ", ".join("?" * len(columns.split(",")))
    for row in _readable(source, f"SELECT {columns} FROM {table} WHERE learner = ?", learner):  # noqa: S608 - our own names
        target.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", row)  # noqa: S608 - our own names


def _readable(source: sqlite3.Connection, query: str, *arguments: str) -> Iterator[Any]:
    """The rows up to the first that cannot be read."""
    with contextlib.suppress(sqlite3.DatabaseError):
        yield from source.execute(query, arguments)
