"""Nobody is at the computer: a warning while there is still time, then away. Plain Python, the clock handed in."""

from __future__ import annotations

import math
from collections.abc import Callable

from cor_desktop.clock import Clock
from cor_desktop.presenters.observable import Observable

WARNING = 60
"""Seconds before the end in which it is said."""

OWN_MINUTES, SHARED_MINUTES = 30, 10


class IdlePresenter:
    """Holds `warning`: the seconds that are left while it is time to say so, else 0.

    `patience` gives the seconds that may pass without a key or a mouse, 0 where nobody has to be locked away;
    `away` is called once when they are over. The clock counts from the computer's start, so that sleep counts.
    """

    def __init__(self, clock: Clock, patience: Callable[[], int], away: Callable[[], None]) -> None:
        self._clock = clock
        self._patience = patience
        self._away = away
        self._last = clock.read().boot
        self.warning = Observable(0)

    def tick(self) -> None:
        """Look at the clock; called every few seconds, and every second while `warning` is not 0."""
        now, patience = self._clock.read().boot, self._patience()
        left = self._last + patience - now
        if not patience:
            self._rest(now)
        elif left > 0:
            self.warning.set(math.ceil(left) if left <= WARNING else 0)
        else:
            self._rest(now)
            self._away()

    def touch(self) -> None:
        """Somebody is there. Whoever comes after the time was over, as after a sleep, comes too late."""
        self.tick()
        self._rest(self._clock.read().boot)

    def _rest(self, now: float) -> None:
        self._last = now
        self.warning.set(0)


def minutes_allowed(chosen: int, shared: bool) -> int:
    """How many minutes may pass: what was `chosen` (0: as usual), on a shared computer never more than ten."""
    usual = SHARED_MINUTES if shared else OWN_MINUTES
    return min(chosen or usual, usual)
