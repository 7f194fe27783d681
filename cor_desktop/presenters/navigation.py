"""Where the learner is in the program, and how they got there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cor_desktop.presenters.observable import Observable

Guard = Callable[[Callable[[], None]], bool]
"""Asked before a page is left, with what goes on from there. True: go at once; False: the guard may call it later."""


class Place(NamedTuple):
    """One page, and what it shows: `module` and a module's key, `certificates` and a certificate's number."""

    page: str
    argument: str = ""


WELCOME = Place("welcome")
HOME = Place("home")
SIGN_IN = Place("sign_in")

LASTING = frozenset({"home", "certificates", "sync", "settings", "help", "account", "my_data"})
"""Pages that stay, and on which a start may open."""

WHILE_LOCKED = frozenset({"lock", "help", "sign_in", "register", "code", "reset", "new_password", "browser"})
"""Pages on which nothing of a learner can be seen."""

_LONGEST_WAY_BACK = 50


class Navigation:
    """The way through the pages: welcome, register, sign_in, code, reset, new_password, browser, lock, yours, home,
    module, completion, certificates, sync, settings, help, account, my_data. The window shows `place`; all else asks
    to `go`."""

    def __init__(self, start: Place) -> None:
        self.place = Observable(start)
        self._past: list[Place] = []
        self._guard: Guard | None = None
        self._open_to: frozenset[str] | None = None

    def confine(self, pages: frozenset[str] | None) -> None:
        """Let nobody go anywhere but to these pages; None lets everybody go everywhere."""
        self._open_to = pages

    def go(self, page: str, argument: str = "") -> None:
        """Go to a page, unless the present one holds the learner back."""
        target = Place(page, argument)
        if self._open_to is not None and page not in self._open_to:
            target = Place("lock")
        if target != self.place.value:
            self._leave(lambda: self._enter(target))

    def restart(self, page: str, argument: str = "") -> None:
        """Go to a page from which no way leads back: after signing in or out. Asks nobody.

        The page that is shown already is entered anew: what somebody typed there may be another's.
        """
        self._past.clear()
        self._guard = None
        target = Place(page, argument)
        if target == self.place.value:
            self.place.tell()
        else:
            self.place.set(target)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page to go back to."""
        return bool(self._past)

    def back(self) -> None:
        """Go to the page before, if there is one."""
        if self._past:
            self._leave(self._return)

    def guard(self, guard: Guard | None) -> None:
        """Have the page shown now asked before it is left, or not any more. Leaving it ends this by itself."""
        self._guard = guard

    def may_close(self, go_on: Callable[[], None]) -> bool:
        """Ask the present page whether the window may close; it may call `go_on` later."""
        return self._guard is None or self._guard(go_on)

    def _leave(self, go_on: Callable[[], None]) -> None:
        if self._guard is None or self._guard(go_on):
            go_on()

    def _enter(self, target: Place) -> None:
        self._guard = None
        self._past = [*self._past, self.place.value][-_LONGEST_WAY_BACK:]
        self.place.set(target)

    def _return(self) -> None:
        self._guard = None
        if self._past:
            self.place.set(self._past.pop())
