"""What every activity presenter offers to the module page."""

from __future__ import annotations

from typing import Protocol

from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _, marked

_NUMBERS = (
    marked("no"),
    marked("one"),
    marked("two"),
    marked("three"),
    marked("four"),
    marked("five"),
    marked("six"),
    marked("seven"),
    marked("eight"),
    marked("nine"),
    marked("ten"),
)


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


def still_open(sentence: str, count: int) -> str:
    """Put a number into a sentence as a word, where there is one for it: "Two statements are still open."."""
    number = _(_NUMBERS[count]) if count < len(_NUMBERS) else str(count)
    said = sentence.format(number=number)
    return said[:1].upper() + said[1:]
