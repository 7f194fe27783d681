"""Opening the database when a command starts: damaged or newer ones are refused, older ones are brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from sync_server.common.storage import refusal_for
from sync_server.config import sweeping
from sync_server.config.state import StateFault
from sync_server.progress import tombstones

_QUICK = 64 * 1024 * 1024
"""Bytes up to which the whole database is checked at every start; a larger one would delay it."""


def open_database() -> int:
    """Check the database and make the changes it lacks; gives how many. Raises StateFault with a sentence."""
    try:
        _check_sqlite()
        missing = _missing_changes()
        if missing:
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)  # the limits on sign-in stand in it; it is no model
        _level_tombstones()
        sweeping.sweep()
        return missing
    except (DatabaseError, sqlite3.Error) as error:
        if fault := _fault(error):
            raise fault from error
        raise


def _level_tombstones() -> None:
    """A database put back from an older backup may know learners whom somebody has deleted since."""
    try:
        tombstones.level()
    except OSError as error:
        file = tombstones.log_file()
        raise StateFault(f"The log of deletions {file} cannot be read or written: {error.strerror}.") from error


def _check_sqlite() -> None:
    """Raise sqlite3.DatabaseError where SQLite finds damage."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master")
        if Path(settings.DATABASES["default"]["NAME"]).stat().st_size > _QUICK:
            return
        cursor.execute("PRAGMA quick_check(1)")
        if cursor.fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")


def damage_of_sqlite() -> str:
    """What SQLite finds wrong with the whole file, as it says it; empty where nothing is, or where it is not SQLite."""
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        found = str(cursor.fetchone()[0])
    return "" if found == "ok" else found


def _missing_changes() -> int:
    executor = MigrationExecutor(connection)
    ours = {app for app, _ in executor.loader.disk_migrations}
    unknown = [
        key for key in executor.loader.applied_migrations if key[0] in ours and key not in executor.loader.graph.nodes
    ]
    if unknown:
        raise StateFault(
            "The database was made by a newer version of this program. Nothing was changed. Start that newer version, "
            "or put back a backup from before it."
        )
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _fault(error: Exception) -> StateFault | None:
    """The sentence for what a person can mend; None where the mistake is ours."""
    if isinstance(error, DatabaseError) and connection.vendor != "sqlite":
        return StateFault("The database cannot be reached. Check COR_DATABASE_URL and that the database server runs.")
    if isinstance(error, DatabaseError) and refusal_for(error):
        return StateFault(
            f"The database in {settings.COR_DATA} cannot be written: the disk is full, it is in use, or it belongs to "
            "somebody else."
        )
    code = getattr(error.__cause__ or error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StateFault(
            f"The database in {settings.COR_DATA} is damaged. Nothing was changed. Put it back from a backup; the "
            "clients send again what the backup does not have."
        )
    return None
