"""The runs of this device's clock. Merging never looks at time; time is evidence, and this is where it is kept.

An epoch is a run in which `wall - boot` stays within 5 s: a restart or a step of the clock starts a new one. Its line
number rises whenever wall time is seen to run backwards, also between switching off and on. Of each epoch is kept how
far true time is ahead of its clock at least: this program's date and the server's signed times are never in the future.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from cor_desktop import RELEASED
from cor_desktop.clock import Reading
from cor_protocol.facts import Stamp
from cor_protocol.wire import Floor, Span

SAME_RUN = 5.0
"""Seconds by which `wall - boot` may wander within one epoch."""
DRIFT = 10_000
"""A clock gains less than one second in so many: nine in a day."""


def stamp(connection: sqlite3.Connection, reading: Reading) -> Stamp:
    """Stamp a moment, starting a new epoch where the clock no longer runs as it did. Needs a transaction."""
    return Stamp(_current(connection, reading).epoch, reading.wall)


def line(connection: sqlite3.Connection, epoch: int) -> int:
    """How often wall time had run backwards when the epoch began."""
    (found,) = connection.execute("SELECT line FROM epoch WHERE epoch = ?", (epoch,)).fetchone()
    return int(found)


def learn(connection: sqlite3.Connection, reading: Reading, time: int) -> None:
    """Note at a reading that it was `time` (UTC seconds) already, as the server signed. Needs a transaction."""
    epoch = _current(connection, reading).epoch
    ahead = time - reading.wall
    connection.execute("UPDATE epoch SET ahead = max(coalesce(ahead, ?), ?) WHERE epoch = ?", (ahead, ahead, epoch))


def spans(connection: sqlite3.Connection, epochs: Iterable[int]) -> tuple[Span, ...]:
    """What is known of the named epochs, in their order."""
    return tuple(Span(*row) for row in _named(connection, "epoch, first, last, utc_offset, line", epochs))


def floors(connection: sqlite3.Connection, epochs: Iterable[int]) -> tuple[Floor, ...]:
    """How far true time is ahead of the clock at least, in those of the named epochs of which it is known."""
    known = _named(connection, "epoch, ahead", epochs)
    return tuple(Floor(epoch, ahead) for epoch, ahead in known if ahead is not None)


class _Epoch(NamedTuple):
    epoch: int
    started: float
    first: int
    last: int
    line: int
    run: str
    ahead: int | None


_LATEST = "SELECT epoch, started, first, last, line, run, ahead FROM epoch ORDER BY epoch DESC LIMIT 1"


def _named(connection: sqlite3.Connection, columns: str, epochs: Iterable[int]) -> list[tuple[Any, ...]]:
    wanted = sorted(set(epochs))
    marks = ",".join("?" * len(wanted))
    query = f"SELECT {columns} FROM epoch WHERE epoch IN ({marks}) ORDER BY epoch"  # noqa: S608 - our own names
    return connection.execute(query, wanted).fetchall()


def _current(connection: sqlite3.Connection, reading: Reading) -> _Epoch:
    row = connection.execute(_LATEST).fetchone()
    latest = _Epoch(*row) if row else None
    if latest is None or not _runs_on(latest, reading):
        return _begin(connection, latest, reading)
    connection.execute("UPDATE epoch SET last = max(last, ?) WHERE epoch = ?", (reading.wall, latest.epoch))
    return latest


def _runs_on(latest: _Epoch, reading: Reading) -> bool:
    started = reading.wall - reading.boot
    return abs(started - latest.started) <= SAME_RUN and not _was_restarted(latest, reading)


def _was_restarted(latest: _Epoch, reading: Reading) -> bool:
    """A dead battery gives every start the same wall time: `wall - boot` alone would take many days for one run."""
    if latest.run and reading.run:
        return latest.run != reading.run
    return reading.boot < latest.last - latest.started - SAME_RUN


def _ran_backwards(latest: _Epoch, reading: Reading) -> bool:
    """Compares with the moment of the start, too: the clock may have caught up since."""
    at_boot = reading.wall - reading.boot + SAME_RUN
    return reading.wall < latest.last or (_was_restarted(latest, reading) and at_boot < latest.last)


def _begin(connection: sqlite3.Connection, latest: _Epoch | None, reading: Reading) -> _Epoch:
    begun = _Epoch(
        epoch=latest.epoch + 1 if latest else 1,
        started=reading.wall - reading.boot,
        first=reading.wall,
        last=reading.wall,
        line=latest.line + _ran_backwards(latest, reading) if latest else 0,
        run=reading.run,
        ahead=max(RELEASED, _ended(latest)) - reading.wall,
    )
    connection.execute(
        "INSERT INTO epoch (epoch, started, first, last, utc_offset, line, run, ahead) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*begun[:4], reading.offset, *begun[4:]),
    )
    return begun


def _ended(latest: _Epoch | None) -> int:
    """The least that true time can have been when an epoch was last seen; no more than the program's date for none."""
    if latest is None or latest.ahead is None:
        return RELEASED
    gained = (latest.last - latest.first) // DRIFT + 2 * int(SAME_RUN)
    return latest.last + latest.ahead - gained
