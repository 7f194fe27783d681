"""Which days the learner used COR and which pages they opened, in plain words (M1)."""

from __future__ import annotations

from dataclasses import dataclass

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import Usage, usage
from cor_desktop.clock import local_time
from cor_desktop.errors import CourseTrouble
from cor_desktop.presenters.dates import day, days
from cor_desktop.words import _, marked

PAGE_WORDS = {
    "welcome": marked("First page"),
    "register": marked("Creating an account"),
    "sign-in": marked("Signing in"),
    "code": marked("Typing a code"),
    "reset": marked("Forgotten password"),
    "new-password": marked("Choosing a new password"),
    "browser": marked("Signing in with an organization"),
    "yours": marked("Is this yours?"),
    "home": marked("Home"),
    "certificates": marked("Certificates"),
    "completion": marked("The end of a module"),
    "sync": marked("Saving and sending"),
    "settings": marked("Settings"),
    "help": marked("Help"),
    "account": marked("Your account"),
    "my-data": marked("My data"),
    "module": marked("Module"),
}


@dataclass(frozen=True, slots=True)
class PageLine:
    """One page: its name, and how often and when it was opened."""

    title: str
    words: str


class UsagePresenter:
    """Reads only this computer's copy of the record."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._usage = Usage((), ())

    def refresh(self) -> None:
        """Read the record anew."""
        self._usage = usage(self._desk)

    @property
    def sentence(self) -> str:
        """On how many days COR was used, and which were the last."""
        used = self._usage.days
        if not used:
            return _("Nothing is kept yet.")
        first, last = day(min(used)), day(max(used))
        if first == last:
            return _("You used COR on {days}: {first}.").format(days=days(len(used)), first=first)
        words = _("You used COR on {days}, from {first} to {last}.")
        return words.format(days=days(len(used)), first=first, last=last)

    @property
    def lines(self) -> tuple[PageLine, ...]:
        """The pages, the most used first."""
        reading = self._desk.clock.read()
        today = local_time(reading.wall, reading.offset).date()
        rows = sorted(self._usage.pages, key=lambda row: (-row[1], row[0]))
        return tuple(PageLine(self._title(page), _times(count, day(last, today))) for page, count, last in rows)

    def _title(self, page: str) -> str:
        name, _dot, module = page.partition(".")
        words = _(PAGE_WORDS.get(name, name.replace("-", " ").capitalize()))
        return f"{words}: {self._module(module)}" if module else words

    def _module(self, key: str) -> str:
        try:
            return self._desk.catalog.module(key).title
        except (CourseTrouble, KeyError):
            return key


def _times(count: int, last: str) -> str:
    return _("on {days}, last on {last}").format(days=days(count), last=last)
