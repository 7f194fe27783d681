"""Probes: `/livez` says that the process answers, `/readyz` that it can do its work."""

from __future__ import annotations

import os
import shutil
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse

_ROOM = 16 * 1024 * 1024
"""Bytes that must be free; below it a sync may fail at any moment."""


def livez(request: HttpRequest) -> HttpResponse:
    """Always 200: whoever reads it knows that the process answers."""
    return HttpResponse("live", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 `ready`, or 503 with the reason."""
    reason = database_fault() or disk_fault()
    return HttpResponse(reason or "ready", status=503 if reason else 200, content_type="text/plain")


def database_fault() -> str:
    """Why the database cannot be worked with; empty where it can."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = set(cursor.fetchall())
    except DatabaseError:
        return "The database does not answer."
    missing = _needed_migrations() - applied
    return f"{len(missing)} changes of the database have not been made yet." if missing else ""


def disk_fault() -> str:
    """Why nothing can be stored on the disk; empty where it can."""
    try:
        if shutil.disk_usage(settings.COR_DATA).free < _ROOM:
            return "The disk is full."
    except OSError:
        return "The data folder is missing."
    return "" if os.access(settings.COR_DATA, os.W_OK) else "The data folder cannot be written."


@cache
def _needed_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)
