"""The only reader of time. Everything else has its moment handed in."""

from __future__ import annotations

import datetime
import time
from typing import NamedTuple, Protocol


class Reading(NamedTuple):
    """One look at the clocks: UTC seconds, seconds since boot, and the offset of local time from UTC in seconds."""

    wall: int
    boot: float
    offset: int


class Clock(Protocol):
    """What tells the time."""

    def read(self) -> Reading:
        """Look at all clocks at once."""
        ...


class SystemClock:
    """The computer's own clocks. Since boot includes suspend on Linux; elsewhere a suspend looks like a new epoch."""

    def read(self) -> Reading:
        """Look at all clocks at once."""
        wall = time.time()
        return Reading(int(wall), _since_boot(), time.localtime(wall).tm_gmtoff)


def nanoseconds() -> int:
    """UTC nanoseconds, for `make bench`."""
    return time.time_ns()


def local_time(wall: int, offset: int) -> datetime.datetime:
    """The moment as the learner's wall clock shows it."""
    return datetime.datetime.fromtimestamp(wall, datetime.timezone(datetime.timedelta(seconds=offset)))


def _since_boot() -> float:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
