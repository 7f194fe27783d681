"""Opens the learner's database, and translates what a disk can do to it into words.

One connection serves the whole process under a lock: every use is a matter of milliseconds, and the thread that waits
for the network holds no lock while it waits. Writes are durable (WAL with synchronous=FULL) before they return.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from cor_desktop.errors import DamagedStore, NewerStore, NotSaved
from cor_desktop.words import _, marked

log = logging.getLogger(__name__)

SHAPE = 4
"""The `user_version` of an up-to-date database; the same number as in migrations.py, which is slow to import."""

_PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "busy_timeout=10000",
    "temp_store=MEMORY",
)
_PATIENCE = 20
"""How many times to wait for another window that is just opening the same database."""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NOT_YET_ASIDE = marked("Nothing of it is deleted. What can still be read is taken over at the next start.")


class Database:
    """The connection and its transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.RLock()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, durable on leaving. Raises NotSaved or DamagedStore; other faults are our own, and raised."""
        with self._lock, translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # a full disk has rolled back already
                    self._connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection for statements that change nothing."""
        with self._lock, translated():
            yield self._connection

    def truncate_log(self) -> None:
        """Empty the write-ahead log, so that what was deleted is in no file."""
        with self._lock, translated():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()


def open_database(path: Path) -> Database:
    """Open or make the database. Raises NewerStore, DamagedStore or NotSaved, and then has changed nothing."""
    with translated():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            _refuse_newer(connection)
            _set_up(connection)
            _bring_up_to_date(connection)
        except BaseException:
            connection.close()
            raise
    path.chmod(0o600)
    return Database(connection)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what a full, read-only or damaged disk makes of SQLite into sentences."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED:
            advice = _("Please close COR Desktop and open it again.")
            raise DamagedStore(meaning=_(_NOT_YET_ASIDE), advice=advice) from fault
        if isinstance(fault, sqlite3.OperationalError) and code != sqlite3.SQLITE_ERROR:
            raise NotSaved from fault
        raise
    except OSError as fault:
        raise NotSaved from fault


def _refuse_newer(connection: sqlite3.Connection) -> None:
    """Comes before every PRAGMA that writes: what a newer program made is not touched."""
    (shape,) = connection.execute("PRAGMA user_version").fetchone()
    if shape > SHAPE:
        raise NewerStore


def _set_up(connection: sqlite3.Connection) -> None:
    _write_ahead(connection)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        log.info("The database failed its check.")
        raise DamagedStore


def _write_ahead(connection: sqlite3.Connection) -> None:
    """SQLite does not wait for a second window while it changes the journal, so we wait for that window's lock."""
    for _turn in range(_PATIENCE):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        else:
            return
    connection.execute("PRAGMA journal_mode=WAL")


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    (shape,) = connection.execute("PRAGMA user_version").fetchone()
    if shape == SHAPE:
        return
    import sqlite_utils  # 0.2 to 0.4 s to import, and needed only where there is a step to take

    from cor_desktop.store.migrations import migrations

    connection.execute("BEGIN IMMEDIATE")  # a second window that is opened meanwhile waits, and finds nothing to do
    try:
        migrations.apply(sqlite_utils.Database(connection))
        connection.execute(f"PRAGMA user_version = {SHAPE}")
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
