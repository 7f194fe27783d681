"""Who is learning here: known to every page that greets, signs in or out, locks or is locked."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import end_guest, lock
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.actions.sign_out import Farewell, say_farewell, sign_out
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import SyncOutcome
from cor_desktop.actions.views import Learner, is_started, who
from cor_desktop.errors import RecordDeleted, Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.entry import Entry
from cor_desktop.presenters.first_place import first_place
from cor_desktop.presenters.guest_question import GuestQuestion
from cor_desktop.presenters.idle import minutes_allowed
from cor_desktop.presenters.navigation import HOME, Navigation
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _, marked

OFFLINE = marked("You are signed in on this computer. What you do is saved here and sent later.")


class AccountPresenter:
    """Holds `learner` (None until it is known, and before the first start), and `locked`.

    `notice` is a sentence for the page that comes next, `ended` what the server said when it ended the sign-in, and
    `entry` what is under way before somebody is signed in.
    """

    def __init__(self, desk: Desk, background: Background, navigation: Navigation) -> None:
        self._desk = desk
        self._background = background
        self._navigation = navigation
        self.entry = Entry()
        self.ended = ""
        self.guest = GuestQuestion(desk, navigation)
        self.learner: Observable[Learner | None] = Observable(None)
        self.locked = Observable(desk.session.locked)
        self.leaving = Observable(False)
        self.notice = Observable("")
        self.trouble: Observable[Trouble | None] = Observable(None)

    @property
    def started(self) -> bool:
        """Whether anybody is learning here."""
        return is_started(self._desk)

    @property
    def shared(self) -> bool:
        """Whether several people use this computer."""
        return self._desk.settings.shared_machine

    @property
    def patience(self) -> int:
        """How many seconds may pass without anybody at the computer; 0 where nobody has to be locked away."""
        learner = self.learner.value
        has_account = learner is not None and not learner.guest
        if self.locked.value or not (has_account or self.shared):
            return 0
        return 60 * minutes_allowed(int(self._desk.settings.get("idle_minutes")), self.shared)

    @property
    def what_idling_ends(self) -> str:
        """What happens when nobody is there, in a sentence."""
        if self.can_lock:
            return _("Then your password opens it again, on the same page. Words you wrote on it are let go of.")
        return _("Then the next person begins anew. What you finished is saved on this computer.")

    def load(self) -> None:
        """Find out who is learning; names are unsealed in the background."""
        self.trouble.set(None)
        self._background.run(lambda: who(self._desk), self.learner.set, self._unknown)

    def begin(self) -> None:
        """Somebody learns without an account. Raises NotSaved."""
        start_learning(self._desk)
        self._enter(offline=False)
        self._navigation.restart("home")

    def arrived(self, signed_in: SignedIn) -> None:
        """Somebody signed in. Progress that a guest left here is asked about first.

        Whoever signs in where it was locked goes on where they were.
        """
        came_back = self.locked.value
        self.guest.ask(signed_in.guest)
        self._enter(offline=signed_in.offline)
        if self.guest.asking:
            self._navigation.restart("yours", self.guest.asking)
        else:
            self._navigation.restart(*(first_place(self._desk) if came_back else HOME))

    def unlocked(self, answer: SignedIn | Pending) -> None:
        """The learner is back, on the page where they were; a second factor may be wanted before anything is sent."""
        pending = answer if isinstance(answer, Pending) else None
        self._enter(offline=isinstance(answer, SignedIn) and answer.offline)
        self._navigation.restart(*first_place(self._desk))
        if pending is not None:
            self.entry.wait_for_code(pending)
            self._navigation.go("code")

    @property
    def can_lock(self) -> bool:
        """Whether there is somebody whose password could open it again."""
        learner = self.learner.value
        return learner is not None and not learner.guest and not self.locked.value

    def lock(self) -> None:
        """Take the keys out of memory and off the disk, and everything of the learner off the screen."""
        if not self.can_lock:
            return
        trouble = None
        try:
            lock(self._desk)
        except Trouble as refused:
            trouble = refused
        self._blank()
        self.trouble.set(trouble)

    def away(self) -> None:
        """Nobody is at the computer."""
        if self.can_lock:
            self.lock()
        elif self.shared:
            self.end_guest()

    def end_guest(self) -> None:
        """A guest of a shared computer is done: the next one begins anew."""
        try:
            end_guest(self._desk)
        except Trouble as trouble:
            self.trouble.set(trouble)
            return
        self._clear()

    def sign_out(self) -> None:
        """Clear name and screen at once; the server is told afterwards, and nobody waits for it."""
        if not self.leaving.value:
            self.leaving.set(True)
            self._background.run(lambda: sign_out(self._desk), self._left, self._stays)

    def forgotten(self) -> None:
        """Everything of the learner is gone from this computer."""
        self._clear()

    def email_changed(self) -> None:
        """The code for another address was right."""
        self.entry.forget()
        self.notice.set(_("Your email is changed. Sign in with the new one from now on."))
        self.load()
        self._navigation.restart("account")

    def turn_back(self) -> None:
        """Off the way in: to where they came from, or where a start would open."""
        if self._navigation.can_go_back:
            self._navigation.back()
        else:
            self._navigation.restart(*first_place(self._desk))

    def seen(self) -> None:
        """The notice was read."""
        self.notice.set("")

    def heard(self, outcome: SyncOutcome | None) -> None:
        """A sync ended: it may have ended the sign-in, or deleted the record of whoever was learning here.

        Before a lock nobody is told of it: whoever comes next may be somebody else, and the password opens both.
        """
        if outcome and outcome.kind == "sign_in" and not self.locked.value:
            self.ended = outcome.sentence
            self.load()
        elif outcome and outcome.kind == "deleted" and not self.started:
            self._clear()
            self.trouble.set(RecordDeleted())

    def _enter(self, *, offline: bool) -> None:
        self.entry.forget()
        self.ended = ""
        self.locked.set(False)
        self.notice.set(_(OFFLINE) if offline else "")
        self.load()

    def _blank(self) -> None:
        """Nothing of the learner stays on the screen, and only the way in is open."""
        self.entry.forget()
        self.notice.set("")
        self.trouble.set(None)
        self.locked.set(True)
        self.learner.set(None)
        self._navigation.restart("lock")

    def _clear(self) -> None:
        """Nobody is learning here any more: nothing of them stays on the screen."""
        self.ended = ""
        self.guest.ask(None)
        self.entry.forget()
        self.notice.set("")
        self.learner.set(None)
        self.locked.set(False)
        self.trouble.set(None)
        self._navigation.restart(*first_place(self._desk))

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
