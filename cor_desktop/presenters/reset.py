"""A forgotten password: a code by mail, then a new one."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.reset_password import request_reset, reset
from cor_desktop.actions.sign_in import SignedIn, sign_in
from cor_desktop.errors import Trouble
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.forms import FormPresenter, email_fault, password_fault
from cor_desktop.presenters.mailed_code import MailedCodePresenter
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.words import _, marked

CHANGED = marked("Your password is changed. Sign in with the new one.")


class ResetPresenter(FormPresenter):
    """Asks for the code; the next page takes it."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter, navigation: Navigation) -> None:
        super().__init__(desk, background)
        self._account = account
        self._entry = account.entry
        self._navigation = navigation

    @property
    def email(self) -> str:
        """What was typed before on the way in."""
        return self._entry.email

    def submit(self, email: str, server: str = "") -> None:
        """Have a code sent."""
        self._entry.email = email
        faults = email_fault(email) | self.fault_of_server(server)
        self.ask_server(faults, server, lambda: request_reset(self._desk, email), self._sent)

    def back(self) -> None:
        """Back to where they came from."""
        self._account.turn_back()

    def _sent(self, pending: Pending) -> None:
        self._entry.wait_for_code(pending)
        self._navigation.go("new_password")


class NewPasswordPresenter(MailedCodePresenter):
    """Takes the code and the new password, then signs in with it."""

    def names(self) -> tuple[str, ...]:
        """What must not be in the password."""
        return (self.pending.email,) if self.pending else ()

    @property
    def lead(self) -> str:
        """Where the code is."""
        to = self.pending.email if self.pending else _("you")
        return _("If {to} has an account, a code is on its way there. It is valid for 30 minutes.").format(to=to)

    def submit(self, code: str, password: str) -> None:
        """Change the password and sign in."""
        pending = self.pending
        if pending is None:
            return self.back()
        faults = {} if code else {"code": _("Please type the code.")}
        if fault := password_fault(password, self.names()):
            faults["password"] = fault
        self.ask_server(faults, "", lambda: self._change(pending, code, password), self._changed)
        return None

    def back(self) -> None:
        """Back to where the address was typed."""
        self._account.turn_back()

    def _change(self, pending: Pending, code: str, password: str) -> SignedIn | Pending | None:
        """Gives who is signed in, or a second factor to come; None where the new password must be typed once more."""
        reset(self._desk, pending, code, password)
        try:
            return sign_in(self._desk, pending.email, password, False)
        except Trouble:
            return None

    def _changed(self, answer: SignedIn | Pending | None) -> None:
        if isinstance(answer, Pending):
            self._account.entry.wait_for_code(answer)
            self._navigation.go("code")
        elif answer is None:
            self._account.entry.sentence = _(CHANGED)
            self._navigation.restart("sign_in")
        else:
            self._account.arrived(answer)
