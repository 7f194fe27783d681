"""Counting what failed, in the database, so that all workers and servers wait for the same.

A try is counted before it is made and taken back when it succeeds: tries side by side cannot slip through together.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from sync_server.accounts.models import SignInDelay

LONGEST_WAIT = 15 * 60
FORGOTTEN_AFTER = 24 * 3600
"""Seconds without a failure."""


class Counter(NamedTuple):
    """What is counted together: a key that tells nothing, how many failures are free, and the name for the audit."""

    key: str
    free: int
    name: str


class Counted(NamedTuple):
    """What came of counting a try: the seconds it has to wait (it is not made then), or the failures so far."""

    wait: int
    failures: tuple[int, ...] = ()


def counter(name: str, free: int, *parts: str) -> Counter:
    """The counter of its parts. Its key is an HMAC under the server's secret: an address in it cannot be read."""
    text = "\0".join((name, *parts)).encode("utf-8", "replace")
    secret = settings.SECRET_KEY.encode()
    return Counter(hmac.new(secret, b"sign-in delay\0" + text, hashlib.sha256).hexdigest(), free, name)


def wait_after(failures: int, free: int) -> int:
    """Seconds to wait after so many failures: none for the free ones, then 1, 2, 4, up to a quarter of an hour."""
    over = failures - free
    return 0 if over <= 0 else min(2 ** min(over - 1, 30), LONGEST_WAIT)


def count(counters: Sequence[Counter], now: int) -> Counted:
    """Count a try against all counters, unless one of them waits; then nothing is counted, and nothing written."""
    wait = _longest_wait(_rows(counters), now)
    if wait:
        return Counted(wait)
    SignInDelay.objects.bulk_create(
        [SignInDelay(key=each.key, last_failed=now, waits_until=now) for each in counters], ignore_conflicts=True
    )
    with transaction.atomic():
        rows = {row.key: row for row in _rows(counters).select_for_update().order_by("key")}
        wait = _longest_wait(rows.values(), now)
        if wait:
            return Counted(wait)
        return Counted(0, tuple(_count_one(rows[each.key], each.free, now) for each in counters))


def take_back(counters: Sequence[Counter]) -> None:
    """Uncount one try."""
    _rows(counters).update(failures=Greatest(F("failures") - 1, 0), waits_until=F("last_failed"))


def forget(counters: Sequence[Counter]) -> None:
    """Begin anew."""
    _rows(counters).delete()


def _rows(counters: Sequence[Counter]) -> QuerySet[SignInDelay]:
    return SignInDelay.objects.filter(key__in=[each.key for each in counters])


def _longest_wait(rows: Iterable[SignInDelay], now: int) -> int:
    return max((_wait(row, now) for row in rows), default=0)


def _wait(row: SignInDelay, now: int) -> int:
    """Seconds until the row lets a try through. Where the clock was set back, its wait begins anew, once."""
    if row.last_failed > now:
        row.waits_until, row.last_failed = now + max(row.waits_until - row.last_failed, 0), now
        row.save(update_fields=["waits_until", "last_failed"])
    return max(row.waits_until - now, 0)


def _count_one(row: SignInDelay, free: int, now: int) -> int:
    if now - row.last_failed >= FORGOTTEN_AFTER:
        row.failures = 0
    row.failures += 1
    row.last_failed, row.waits_until = now, now + wait_after(row.failures, free)
    row.save(update_fields=["failures", "last_failed", "waits_until"])
    return row.failures
