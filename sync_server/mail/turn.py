"""Whose turn it is to send: of all workers on one database, one. When it dies, the system gives its turn away."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.db import connection

_POSTGRESQL_LOCK = 7_105_112
"""Any number will do, as long as nobody else takes it (audit/domain.py has the one before)."""
_LOCK_FILE = "mail.lock"


class Turn:
    """The claim of one worker. Once it has the turn it keeps it until it ends."""

    def __init__(self) -> None:
        self._handle: int | None = None

    def is_ours(self) -> bool:
        """Take the turn where nobody has it; tell whether it is ours. Raises OSError, DatabaseError."""
        return _has_database_lock() if connection.vendor == "postgresql" else self._has_file_lock()

    def give_back(self) -> None:
        """Let another worker have it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _has_file_lock(self) -> bool:
        import fcntl  # Windows has none

        if self._handle is not None:
            return True
        handle = os.open(Path(settings.COR_DATA) / _LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._handle = handle
        return True


def _has_database_lock() -> bool:
    # Asked anew each time: the lock belongs to the connection, which may be another one by now.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_POSTGRESQL_LOCK])
        row = cursor.fetchone()
    return bool(row and row[0])
