"""From a database URL to Django's settings: SQLite in the data folder where nothing is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

SQLITE_FILE = "cor.sqlite3"

# Not trusted_schema=OFF: SQLite 3.40 (Debian 12) then refuses json_valid, by which Django checks JSON columns.
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's settings for `url` (`postgresql://…`), or for SQLite in `data`. Raises ValueError with a sentence."""
    if not url:
        return _sqlite(data / SQLITE_FILE)
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("COR_DATABASE_URL must begin with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": _port(parts),
        "OPTIONS": dict(parse_qsl(parts.query)),  # e.g. sslmode=verify-full: left out, the line would be open
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _port(parts: SplitResult) -> str:
    try:
        return str(parts.port or "")
    except ValueError:
        raise ValueError("The port in COR_DATABASE_URL is not a number from 1 to 65535.") from None


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        # IMMEDIATE: a transaction that would turn from reading to writing fails under load instead of waiting.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _PRAGMAS},
    }
