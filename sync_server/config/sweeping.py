"""Taking out what is over: when the server opens, and every hour beside the requests."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import Error, connection

from sync_server.accounts import forgetting
from sync_server.common import clock
from sync_server.progress import checking, oddities

_log = logging.getLogger("cor.sweeping")
_EVERY = 3600.0
"""Seconds between two sweeps."""
_BREATH = 0.05
"""Seconds for which the check of records leaves the processor to requests, after each hundred; ten are judged in it."""


def sweep() -> None:
    """Take out sessions of web pages and sign-ins that are over, limits of before, and what accounts keep for a while.

    A limit's row names the network address it counts: nobody needs it once its minute is over.
    """
    call_command("clearsessions", verbosity=0)
    forgetting.forget_what_is_over()
    _forget_limits()


def check_records(wait: Callable[[float], bool]) -> None:
    """Check the records whose turn it is in this hour; `wait` tells whether to end. One worker of all does it."""
    hour = clock.now() // 3600
    if not cache.add(f"records-checked-{hour}", True, 2 * _EVERY):
        return
    for found in checking.check_slice(hour):
        if found.mended:
            _log.warning("%d records differed from their digest; their clients send again", len(found.mended))
        if wait(_BREATH):
            return


def judge_records(wait: Callable[[float], bool]) -> None:
    """Look for odd facts in the records that changed; `wait` tells whether to end. Twice is no worse than once."""
    for _learner in oddities.judge_changed():
        if wait(_BREATH / 10):
            return


def start_in_worker() -> threading.Event:
    """Sweep every hour; it ends with the process, or when the event is set."""
    end = threading.Event()
    threading.Thread(target=run, args=(end,), name="sweeping", daemon=True).start()
    return end


def run(end: threading.Event, every: float = _EVERY) -> None:
    """Sweep every so many seconds until the end. What goes wrong is logged by its kind; the next time may go well."""
    while not end.wait(every):
        try:
            sweep()
            check_records(end.wait)
            judge_records(end.wait)
        except Error as fault:
            _log.warning("sweeping waits: %s", type(fault).__qualname__)
        connection.close()


def _forget_limits() -> None:
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    now = connection.ops.adapt_datetimefield_value(clock.now_datetime())
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608  # a name of ours, from the settings
