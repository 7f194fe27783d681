"""The learner's database as the actions use it: opened, with this device's id, and mended where it was damaged."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

from cor_desktop.clock import Reading
from cor_desktop.errors import DamagedStore
from cor_desktop.store.database import Database, open_database
from cor_desktop.store.salvage import put_aside, salvage
from cor_protocol.ids import DeviceId, new_device_id

log = logging.getLogger(__name__)


class Store:
    """What this computer keeps. `damaged` tells that an unreadable database was put aside when this one was opened."""

    def __init__(self, database: Database, *, damaged: bool = False) -> None:
        self._database = database
        self.damaged = damaged
        self.device = _device(database)

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        """All or nothing, durable on leaving. Raises NotSaved or DamagedStore."""
        return self._database.transaction()

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection for statements that change nothing."""
        return self._database.reading()

    def become_another_device(self) -> None:
        """Take a new device id, because another copy of this disk goes on with the one of before.

        Facts keep the id that they were made under. Raises NotSaved.
        """
        fresh = new_device_id()
        with self._database.transaction() as connection:
            connection.execute("UPDATE device SET id = ?", (fresh,))
        self.device = fresh

    def truncate_log(self) -> None:
        """Empty the write-ahead log after a deletion."""
        self._database.truncate_log()

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def open_store(path: Path, reading: Reading) -> Store:
    """Open the store. A damaged database is put aside, and what can be read of it is taken over.

    Raises NewerStore where a newer program wrote it, NotSaved where the disk refuses.
    """
    try:
        return Store(open_database(path))
    except DamagedStore:
        aside = put_aside(path, reading.wall)
        log.info("A damaged database was put aside as %s.", aside.name)
    database = open_database(path)
    with contextlib.suppress(sqlite3.DatabaseError):
        salvage(aside, database)
    return Store(database, damaged=True)


def _device(database: Database) -> DeviceId:
    """This installation's id, made at first use."""
    with database.reading() as connection:
        kept = _kept_device(connection)
    return kept or _make_device(database)


def _make_device(database: Database) -> DeviceId:
    with database.transaction() as connection:  # a second window may have been first
        if kept := _kept_device(connection):
            return kept
        device = new_device_id()
        connection.execute("INSERT INTO device (id) VALUES (?)", (device,))
    return device


def _kept_device(connection: sqlite3.Connection) -> DeviceId | None:
    row = connection.execute("SELECT id FROM device").fetchone()
    return DeviceId(row[0]) if row else None
