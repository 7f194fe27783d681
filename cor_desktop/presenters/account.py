"""Who is learning here: known to every page that greets, signs in or signs out."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import GuestProgress, guest_progress, join_guest_progress
from cor_desktop.actions.sign_out import Farewell, say_farewell, sign_out
from cor_desktop.actions.synchronize import SyncOutcome
from cor_desktop.actions.views import Learner, is_started, who
from cor_desktop.errors import RecordDeleted, Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.dates import day
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.observable import Observable


class AccountPresenter:
    """Holds `learner` (None until it is known, and before the first start) and what happens after signing in."""

    def __init__(self, desk: Desk, background: Background, navigation: Navigation) -> None:
        self._desk = desk
        self._background = background
        self._navigation = navigation
        self._guest: GuestProgress | None = None
        self.learner: Observable[Learner | None] = Observable(None)
        self.leaving = Observable(False)
        self.trouble: Observable[Trouble | None] = Observable(None)

    @property
    def started(self) -> bool:
        """Whether anybody is learning here."""
        return is_started(self._desk)

    def load(self) -> None:
        """Find out who is learning; names are unsealed in the background."""
        self.trouble.set(None)
        self._background.run(lambda: who(self._desk), self.learner.set, self._unknown)

    def arrived(self, guest: GuestProgress | None) -> None:
        """Somebody signed in. Progress that a guest left here is asked about first."""
        self._guest = guest
        self.load()
        self._navigation.restart(*(("yours", guest.learner) if guest else ("home", "")))

    def ask_again(self, guest: str) -> None:
        """The program was closed before the question about this guest's progress was answered."""
        self._guest = guest_progress(self._desk, guest)

    @property
    def asking(self) -> str:
        """The guest whose progress is asked about, as long as that is open; else nothing."""
        return self._guest.learner if self._guest else ""

    @property
    def question(self) -> str:
        """What is asked about a guest's progress: how much, and since when."""
        if self._guest is None:
            return ""
        modules = "1 module" if self._guest.modules == 1 else f"{self._guest.modules} modules"
        return f"{modules}, started {day(self._guest.started)}"

    def join_guest(self) -> None:
        """It is theirs: the guest's progress joins the account."""
        if self._guest is None:
            self._navigation.restart("home")
            return
        try:
            join_guest_progress(self._desk, self._guest)
        except Trouble as trouble:
            self.trouble.set(trouble)
            return
        self.leave_guest()

    def leave_guest(self) -> None:
        """It is somebody else's: nothing is joined."""
        self._guest = None
        self.trouble.set(None)
        self._navigation.restart("home")

    def sign_out(self) -> None:
        """Clear name and screen at once; the server is told afterwards, and nobody waits for it."""
        if not self.leaving.value:
            self.leaving.set(True)
            self._background.run(lambda: sign_out(self._desk), self._left, self._stays)

    def heard(self, outcome: SyncOutcome | None) -> None:
        """A sync ended: it may have ended the sign-in, or deleted the record of whoever was learning here."""
        if outcome and outcome.kind == "sign_in":
            self.load()
        elif outcome and outcome.kind == "deleted" and not self.started:
            self._clear()
            self.trouble.set(RecordDeleted())

    def _clear(self) -> None:
        """Nobody is learning here any more: nothing of them stays on the screen."""
        self._guest = None
        self.learner.set(None)
        self.trouble.set(None)
        self._navigation.restart("welcome")

    def _left(self, farewell: Farewell | None) -> None:
        self.leaving.set(False)
        self._clear()
        if farewell is not None:
            self._background.run(lambda: say_farewell(self._desk, farewell), lambda _: None, lambda _: None)

    def _stays(self, trouble: Trouble) -> None:
        self.leaving.set(False)
        self.trouble.set(trouble)

    def _unknown(self, trouble: Trouble) -> None:
        """The name cannot be opened here; learning goes on without it."""
        self.learner.set(Learner(signed_in=False, guest=False))
        self.trouble.set(trouble)
