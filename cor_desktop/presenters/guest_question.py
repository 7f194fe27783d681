""" "Is this yours?": a guest's progress joins an account only when its learner says so (B5)."""

from __future__ import annotations

from collections.abc import Callable

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import (
    GuestProgress,
    decline_guest_progress,
    guest_progress,
    join_guest_progress,
)
from cor_desktop.errors import Trouble
from cor_desktop.presenters.dates import day
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import ngettext


class GuestQuestion:
    """Open until it is answered, over a restart, too. Holds `trouble` where the answer could not be kept."""

    def __init__(self, desk: Desk, navigation: Navigation) -> None:
        self._desk = desk
        self._navigation = navigation
        self._guest: GuestProgress | None = None
        self.trouble: Observable[Trouble | None] = Observable(None)

    def ask(self, guest: GuestProgress | None) -> None:
        """Ask about a guest who was here before somebody signed in; None asks nothing."""
        self._guest = guest
        self.trouble.set(None)

    def ask_again(self, guest: str) -> None:
        """The program was closed before the question about this guest was answered."""
        self._guest = guest_progress(self._desk, guest)

    @property
    def asking(self) -> str:
        """The guest whose progress is asked about, as long as that is open; else nothing."""
        return self._guest.learner if self._guest else ""

    @property
    def words(self) -> str:
        """How much it is, and since when."""
        if self._guest is None:
            return ""
        words = ngettext("{count} module, started {day}", "{count} modules, started {day}", self._guest.modules)
        return words.format(count=self._guest.modules, day=day(self._guest.started))

    def join(self) -> None:
        """It is theirs: the guest's progress joins the account."""
        self._answer(join_guest_progress)

    def leave(self) -> None:
        """It is somebody else's: nothing is joined, and they are not asked again."""
        self._answer(decline_guest_progress)

    def _answer(self, keep: Callable[[Desk, GuestProgress], None]) -> None:
        try:
            if self._guest is not None:
                keep(self._desk, self._guest)
        except Trouble as trouble:
            self.trouble.set(trouble)
            return
        self.ask(None)
        self._navigation.restart("home")
