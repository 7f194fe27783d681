"""The only reader of time on the server."""

from __future__ import annotations

import datetime
import time


def now() -> int:
    """The time as whole UTC seconds since 1970, as facts and tokens carry it."""
    return int(time.time())


def now_datetime() -> datetime.datetime:
    """The time as an aware UTC datetime, for rows that people read."""
    return datetime.datetime.now(datetime.UTC)


def date_of(seconds: int) -> datetime.date:
    """The UTC date of a time in seconds since 1970."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
