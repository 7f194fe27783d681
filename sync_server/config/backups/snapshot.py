"""A copy of the database as it is at one moment, while others go on writing. It is SQLite, whatever the database is."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sync_server.config.state import StateFault

_WAIT = 20.0
LEFT_OUT = ("django_session", "cor_cache")
"""Tables whose rows are worth nothing later: who is signed in on web pages, and limits by network address."""


def of_sqlite(source: Path, target: Path) -> None:
    """Copy an SQLite database; pages that hold nothing any more are left behind. Raises StateFault."""
    try:
        with _opened(source) as connection:
            connection.execute("VACUUM INTO ?", [str(target)])
        with _opened(target) as connection:
            _leave_out(connection)
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("damaged")
    except sqlite3.Error as fault:
        raise StateFault(
            f"The database {source} could not be copied ({fault}). No backup was made. Is there room on the disk? "
            "`cor-server check` tells whether the database is damaged."
        ) from fault


def migrations(file: Path) -> dict[str, list[str]]:
    """The names of the migrations that a database in SQLite has had, by app."""
    with _opened(file) as connection:
        found = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    by_app: dict[str, list[str]] = {}
    for app, name in found:
        by_app.setdefault(app, []).append(name)
    return by_app


def rows(file: Path) -> dict[str, int]:
    """How many rows each table of a database in SQLite has."""
    with _opened(file) as connection:
        tables = [name for (name,) in connection.execute(_TABLES)]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608  # names of its own


def _leave_out(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    for (name,) in connection.execute(_TABLES).fetchall():
        if name in LEFT_OUT:
            connection.execute(f'DELETE FROM "{name}"')  # noqa: S608  # one of the two


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    # mode=rw: a database that is not there must not be made.
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=_WAIT, isolation_level=None)
    with contextlib.closing(connection):
        yield connection
