"""What every activity presenter offers to the module page."""

from __future__ import annotations

from typing import Protocol

from cor_desktop.presenters.observable import Observable

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class ActivityPresenter(Protocol):
    """One activity while its page is shown."""

    @property
    def through(self) -> Observable[bool]:
        """Whether the learner has been through it."""

    def waiting(self) -> str:
        """A sentence on what it still waits for."""


class Restful:
    """An activity one has always been through: it may be read, or left empty."""

    def __init__(self) -> None:
        self.through = Observable(True)

    def waiting(self) -> str:
        """Nothing: it waits for nobody."""
        return ""


def still_open(count: int, one: str, many: str) -> str:
    """Say that `count` things are open, e.g. "Two statements are still open."."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number.capitalize()} {one if count == 1 else many} still open."
