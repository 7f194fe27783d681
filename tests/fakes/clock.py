"""A clock that stands still until a test moves it."""

from __future__ import annotations

from cor_desktop.clock import Reading

TUESDAY = 1_795_528_800
"""2026-11-24 14:00 UTC."""


class HandClock:
    """Wall time and time since boot run together when the clock is advanced, and apart when it is set."""

    def __init__(self, wall: int = TUESDAY, boot: float = 1000.0, offset: int = 3600) -> None:
        self.wall, self.boot, self.offset = wall, boot, offset

    def read(self) -> Reading:
        """What the clocks show."""
        return Reading(self.wall, self.boot, self.offset)

    def advance(self, seconds: int) -> None:
        """Let time pass."""
        self.wall += seconds
        self.boot += seconds

    def set_wall(self, wall: int) -> None:
        """Somebody, or a dead battery, sets the wall clock."""
        self.wall = wall

    def restart(self, seconds: int = 60) -> None:
        """The computer is switched off and on."""
        self.wall += seconds
        self.boot = 5.0
