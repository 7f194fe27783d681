"""Backgrounds for tests: one that works at once, one that works when told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cor_desktop.errors import Trouble

T = TypeVar("T")


class AtOnce:
    """Does the work on the spot."""

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Trouble], None]) -> None:
        try:
            result = work()
        except Trouble as trouble:
            failed(trouble)
            return
        then(result)


class WhenTold:
    """Keeps the work until `finish`."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Trouble], None]) -> None:
        self.waiting.append(lambda: AtOnce().run(work, then, failed))

    def finish(self) -> None:
        """Do everything that waits now."""
        waiting, self.waiting = self.waiting, []
        for job in waiting:
            job()
