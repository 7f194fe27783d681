"""Seconds that run down before the learner's eyes: until a button may be pressed again."""

from __future__ import annotations

import math

from cor_desktop.clock import Clock
from cor_desktop.presenters.dates import minutes
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import ngettext


class Countdown:
    """Holds `left`, whole seconds until the end, or 0. Somebody calls `tick` every second while it is not 0."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._end = 0.0
        self.left = Observable(0)

    def start(self, seconds: float) -> None:
        """Run down from so many seconds; 0 ends it."""
        self._end = self._clock.read().boot + seconds
        self.tick()

    def tick(self) -> None:
        """Look at the clock."""
        self.left.set(max(0, math.ceil(self._end - self._clock.read().boot)))


def seconds(count: int) -> str:
    """A duration as people say it: "8 seconds", "60 seconds", "12 minutes"."""
    if count < 120:
        return ngettext("{count} second", "{count} seconds", count).format(count=count)
    return minutes(math.ceil(count / 60))
