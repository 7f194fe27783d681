"""The page that waits for a code: from a mail, or from the learner's second factor."""

from __future__ import annotations

from typing import NamedTuple

from cor_desktop.actions.confirm import confirm, resend
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.errors import CodeUsedUp, Trouble
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.countdown import Countdown
from cor_desktop.presenters.forms import FormPresenter
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.observable import Observable

RESEND_SECONDS = 60
"""Mail takes a moment; so long nobody asks for another."""


class Words(NamedTuple):
    """What the page says while it waits: title, lead, and the hint below the field."""

    title: str
    lead: str
    hint: str


class CodePresenter(FormPresenter):
    """Confirms a code. Holds `again`, the seconds until another may be sent, and `sent` once one was."""

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

    @property
    def words(self) -> Words:
        """What the page says."""
        if self.pending is None or self.by_mail:
            to = self.pending.email if self.pending else "you"
            return Words("Check your mail", f"We sent a code to {to}. It is valid for 30 minutes.", MAIL_HINT)
        return Words("One more step", "Your account is protected by a second step.", FACTOR_HINT)

    def submit(self, code: str) -> None:
        """Send the code."""
        pending = self.pending
        if pending is None:
            return self.change_address()
        faults = {} if code else {"code": "Please type the code."}
        self.ask_server(faults, "", lambda: confirm(self._desk, pending, code), self._confirmed)
        return None

    def resend(self) -> None:
        """Have another code sent, once the time for that has come."""
        pending = self.pending
        self.again.tick()
        if pending is None or self.again.left.value:
            return
        self.sent.set("")
        self.ask_server({}, "", lambda: resend(self._desk, pending), lambda _none: self._resent())

    def change_address(self) -> None:
        """Back to where the address was typed."""
        self._account.turn_back()

    def _resent(self) -> None:
        self.again.start(RESEND_SECONDS)
        self.sent.set("A new code is on its way. The one before is no longer valid.")

    def _confirmed(self, answer: SignedIn | Pending | None) -> None:
        if answer is None:
            self._account.email_changed()
        elif isinstance(answer, SignedIn):
            self._account.arrived(answer)
        else:
            self._account.entry.wait_for_code(answer)
            self._navigation.go("code", answer.step)

    def _refused(self, trouble: Trouble) -> None:
        if isinstance(trouble, CodeUsedUp):
            self.again.start(0)
        super()._refused(trouble)


MAIL_HINT = "You can paste it; dashes and small letters do not matter."
FACTOR_HINT = "From your authenticator app, or one of your recovery codes."
