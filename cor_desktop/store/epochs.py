"""The runs of this device's clock. Merging never looks at time; time is evidence, and this is where it is kept.

An epoch is a run in which `wall - boot` stays within 5 s: a restart or a step of the clock starts a new one. Its line
number rises whenever wall time is seen to run backwards.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from cor_desktop.clock import Reading
from cor_protocol.facts import Stamp
from cor_protocol.wire import Span

SAME_RUN = 5.0
"""Seconds by which `wall - boot` may wander within one epoch."""


def stamp(connection: sqlite3.Connection, reading: Reading) -> Stamp:
    """Stamp a moment, starting a new epoch where the clock no longer runs as it did. Needs a transaction."""
    return Stamp(_current_epoch(connection, reading), reading.wall)


def spans(connection: sqlite3.Connection, epochs: Iterable[int]) -> tuple[Span, ...]:
    """What is known of the named epochs, in their order."""
    wanted = sorted(set(epochs))
    marks = ",".join("?" * len(wanted))
    rows = connection.execute(
        f"SELECT epoch, first, last, utc_offset, line FROM epoch WHERE epoch IN ({marks}) ORDER BY epoch",  # noqa: S608 - only question marks
        wanted,
    )
    return tuple(Span(*row) for row in rows)


def _current_epoch(connection: sqlite3.Connection, reading: Reading) -> int:
    latest = connection.execute("SELECT epoch, started, last, line FROM epoch ORDER BY epoch DESC LIMIT 1").fetchone()
    started = reading.wall - reading.boot
    if latest is None:
        return _begin(connection, 1, started, reading, line=0)
    epoch, known_start, last, line = latest
    if abs(started - known_start) <= SAME_RUN:
        connection.execute("UPDATE epoch SET last = max(last, ?) WHERE epoch = ?", (reading.wall, epoch))
        return int(epoch)
    return _begin(connection, epoch + 1, started, reading, line + (reading.wall < last))


def _begin(connection: sqlite3.Connection, epoch: int, started: float, reading: Reading, line: int) -> int:
    connection.execute(
        "INSERT INTO epoch (epoch, started, first, last, utc_offset, line) VALUES (?, ?, ?, ?, ?, ?)",
        (epoch, started, reading.wall, reading.wall, reading.offset, line),
    )
    return epoch
