"""Foreign errors of the database, translated at the door into refusals."""

from __future__ import annotations

import sqlite3

from django.db import DatabaseError
from django.utils.translation import gettext as _

from cor_protocol.problems import Problem
from sync_server.common.refusals import Refused

_CANNOT_STORE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_CANNOT_STORE_STATES = ("53", "58", "25006")
"""PostgreSQL's SQLSTATE classes: resources used up, system errors; and a transaction that may only read."""
_BUSY_STATES = ("40", "55")


def refusal_for(error: DatabaseError) -> Refused | None:
    """The refusal that says what a storage fault means to a client; None where the fault is our own mistake."""
    if _is_one_of(error, _CANNOT_STORE, _CANNOT_STORE_STATES):
        return Refused(
            Problem.STORAGE_FULL, _("The server could not store this. Nothing is lost; it is tried again later.")
        )
    if _is_one_of(error, _BUSY, _BUSY_STATES):
        return Refused(Problem.SLOW_DOWN, _("The server is busy just now. It is tried again in a moment."))
    return None


def _is_one_of(error: DatabaseError, codes: set[int], states: tuple[str, ...]) -> bool:
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        # The low byte is the primary code; the rest says more than we need.
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in codes
    return str(getattr(cause, "sqlstate", None) or "-").startswith(states)
