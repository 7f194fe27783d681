"""How presenters have long work done elsewhere without knowing of threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from cor_desktop.errors import Trouble

T = TypeVar("T")


class Background(Protocol):
    """Does work off the main thread and brings its result home to it."""

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Trouble], None]) -> None:
        """Do `work`; afterwards call `then` with what it returned or `failed` with what stopped it, on the main thread.

        `work` touches nothing that a widget shows. Exceptions that are not a Trouble arrive as one, and are logged.
        """
        ...
