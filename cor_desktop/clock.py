"""The only reader of time. Everything else has its moment handed in."""

from __future__ import annotations

import datetime
import sys
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol


class Reading(NamedTuple):
    """One look at the clocks: UTC seconds, seconds since boot, and the offset of local time from UTC in seconds.

    `run` names this start of the computer, at random; empty where the system does not tell one start from another.
    """

    wall: int
    boot: float
    offset: int
    run: str = ""


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
        return Reading(int(wall), _since_boot(), time.localtime(wall).tm_gmtoff, _run())


_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_BOOT_KEY = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
_DAY = 86_400
_FIRST = int(datetime.datetime(1, 1, 1, tzinfo=datetime.UTC).timestamp()) + _DAY
_LAST = int(datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC).timestamp()) - _DAY
"""A day within what a calendar of years 1 to 9999 can show, in any zone."""


def nanoseconds() -> int:
    """UTC nanoseconds, for `make bench`."""
    return time.time_ns()


def local_time(wall: int, offset: int) -> datetime.datetime:
    """The moment as the learner's wall clock shows it; beyond the years 1 to 9999, the nearest within them."""
    zone = datetime.timezone(datetime.timedelta(seconds=offset))
    return datetime.datetime.fromtimestamp(min(max(wall, _FIRST), _LAST), zone)


def _since_boot() -> float:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


@cache
def _run() -> str:
    try:
        if sys.platform == "win32":
            import winreg

            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _BOOT_KEY) as key:
                return str(winreg.QueryValueEx(key, "BootId")[0])
        return _BOOT_ID.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
