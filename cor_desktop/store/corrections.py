"""What the server said of corrections that staff made to a learner's record. They never change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from cor_protocol.corrections import Correction


def keep(connection: sqlite3.Connection, learner: str, told: Iterable[Correction]) -> None:
    """Keep those that are not here yet. Needs a transaction."""
    connection.executemany(
        "INSERT OR IGNORE INTO correction (learner, id, kind, item, effect, time, at, reason)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(learner, *each) for each in told],
    )


def corrections(connection: sqlite3.Connection, learner: str) -> tuple[Correction, ...]:
    """All of a learner's, in the order in which they were made."""
    rows = connection.execute(
        "SELECT id, kind, item, effect, time, at, reason FROM correction WHERE learner = ? ORDER BY at, id", (learner,)
    )
    return tuple(Correction(*row) for row in rows)
