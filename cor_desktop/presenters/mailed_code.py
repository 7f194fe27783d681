"""What both pages that take a code from a mail have in common: the code that is waited for, and another one."""

from __future__ import annotations

from cor_desktop.actions.confirm import resend
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.errors import CodeUsedUp, Trouble, WaitBeforeTrying
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.countdown import Countdown
from cor_desktop.presenters.forms import FormPresenter
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _, marked

RESEND_SECONDS = 60
"""Mail takes a moment; so long nobody asks for another."""


class MailedCodePresenter(FormPresenter):
    """Holds `again`, the seconds until another code may be sent, and `sent`, a sentence once one was."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter, navigation: Navigation) -> None:
        super().__init__(desk, background)
        self._account = account
        self._navigation = navigation
        self.pending: Pending | None = account.entry.pending
        self.again = Countdown(desk.clock)
        self.sent = Observable("")
        if self.by_mail:
            self.again.start(RESEND_SECONDS)

    @property
    def by_mail(self) -> bool:
        """Whether the code comes by mail, so that another can be sent."""
        return self.pending is not None and self.pending.step != "second_factor"

    @property
    def mail_is_slow(self) -> bool:
        """Whether the server says that its mail is late."""
        return self.pending is not None and self.pending.server_is_slow_with_mail

    def resend(self) -> None:
        """Have another code sent, once the time for that has come."""
        pending = self.pending
        self.again.tick()
        if pending is None or self.again.left.value:
            return
        self.sent.set("")
        self.ask_server({}, "", lambda: resend(self._desk, pending), lambda answer: self._resent(pending, answer))

    def _resent(self, before: Pending, answer: SignedIn | Pending) -> None:
        if isinstance(answer, SignedIn):
            return self._account.arrived(answer)
        self.pending = answer
        self._account.entry.wait_for_code(answer)
        if answer.step != before.step:
            return self._navigation.go("code", answer.step)
        self.again.start(RESEND_SECONDS)
        self.sent.set(_("A new code is on its way. The one before is no longer valid."))
        return None

    def _refused(self, trouble: Trouble) -> None:
        if isinstance(trouble, CodeUsedUp):
            self.again.start(0)
            trouble = CodeUsedUp(advice=_(ANOTHER if self.by_mail else ANEW))
        elif isinstance(trouble, WaitBeforeTrying):
            self.again.start(max(trouble.seconds, self.again.left.value))
        super()._refused(trouble)


ANOTHER = marked("Choose “Send a new code”. What you typed before is kept.")
ANEW = marked("Please go back and sign in once more.")
