"""Names for what facts name by ids: modules, activities, pages, computers; and moments as people say them."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable

from cor_desktop.actions.my_data import Held
from cor_desktop.clock import local_time
from cor_desktop.errors import CourseTrouble
from cor_desktop.learning.catalog import Catalog
from cor_desktop.presenters.dates import day
from cor_desktop.words import _, marked
from cor_protocol.ids import SERVER_DEVICE, WEB_DEVICE

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
"""The pages of the window by the words that facts have for them."""


class Titles:
    """What the course calls its modules and activities, or one of before that is still here; the newest name counts.

    A name that is nowhere here is said as it is kept.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._activities: dict[str, dict[str, str]] = {}
        self._modules: dict[str, str] = {}

    def module(self, key: str) -> str:
        """The title of a module."""
        if key not in self._modules:
            self._modules[key] = self._title_of(key)
        return self._modules[key]

    def activity(self, item: str) -> str:
        """The title of an activity, which facts name by `<module>:<id>`."""
        module, _colon, name = item.rpartition(":")
        if module not in self._activities:
            self._activities[module] = self._titles_in(module)
        return self._activities[module].get(name, name)

    def page(self, page: str) -> str:
        """The name of a page: one of the window, one that shows a module, or one of the server's own."""
        name, _dot, more = page.partition(".")
        if name == "web":
            return _("On the server’s web pages: {page}").format(page=more.replace("-", " "))
        words = _(PAGE_WORDS.get(name, name.replace("-", " ").capitalize()))
        return f"{words}: {self.module(more)}" if more else words

    def _title_of(self, module: str) -> str:
        versions = self._versions(module)
        return self._catalog.entry(module, versions[-1]).title if versions else module

    def _titles_in(self, module: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for version in self._versions(module):
            with contextlib.suppress(CourseTrouble):
                activities = self._catalog.module(module, version).activities
                found |= {activity.id: activity.title for activity in activities}
        return found

    def _versions(self, module: str) -> tuple[int, ...]:
        try:
            return self._catalog.versions(module)
        except CourseTrouble:
            return ()


class Computers:
    """Where something happened. Other computers are numbered where there are several: nothing else is known of them."""

    def __init__(self, held: Held) -> None:
        others = sorted({kept.fact.key.device for kept in held.facts} - {held.device, SERVER_DEVICE, WEB_DEVICE})
        self._words = {
            held.device: _("this computer"),
            SERVER_DEVICE: _("the server"),
            WEB_DEVICE: _("the server"),
            **dict(_numbered(others)),
        }

    def name(self, device: str) -> str:
        """The computer in words."""
        return self._words[device]


class Times:
    """Moments by this computer's calendar. `now` is UTC seconds, `offset` that of local time.

    What is read `later`, as a copy is, always has its year.
    """

    def __init__(self, now: int, offset: int, *, later: bool = False) -> None:
        self._offset = offset
        self._today = None if later else local_time(now, offset).date()

    def local(self, wall: int) -> datetime.datetime:
        """The moment by this computer's calendar."""
        return local_time(wall, self._offset)

    def moment(self, wall: int) -> str:
        """A day and its time: "24 November, 15:00"."""
        then = self.local(wall)
        return _("{day}, {time}").format(day=day(then.date(), self._today), time=f"{then:%H:%M}")

    def date(self, wall: int) -> datetime.date:
        """The day alone."""
        return self.local(wall).date()

    def day(self, date: datetime.date) -> str:
        """A day as people say it."""
        return day(date, self._today)


def _numbered(others: list[str]) -> Iterable[tuple[str, str]]:
    if len(others) == 1:
        return [(others[0], _("another computer"))]
    words = _("another computer ({number})")
    return [(device, words.format(number=number)) for number, device in enumerate(others, 1)]
