"""The page that waits for a code: from a mail, or from the learner's second factor."""

from __future__ import annotations

from typing import NamedTuple

from cor_desktop.actions.confirm import confirm
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.presenters.mailed_code import MailedCodePresenter
from cor_desktop.words import _, marked


class Words(NamedTuple):
    """What the page says while it waits: title, lead, and the hint below the field."""

    title: str
    lead: str
    hint: str


class CodePresenter(MailedCodePresenter):
    """Confirms a code."""

    @property
    def words(self) -> Words:
        """What the page says."""
        if self.pending is None or self.by_mail:
            to = self.pending.email if self.pending else _("you")
            lead = _("We sent a code to {to}. It is valid for 30 minutes.").format(to=to)
            return Words(_("Check your mail"), lead, _(MAIL_HINT))
        return Words(_("One more step"), _("Your account is protected by a second step."), _(FACTOR_HINT))

    def submit(self, code: str) -> None:
        """Send the code."""
        pending = self.pending
        if pending is None:
            return self.change_address()
        faults = {} if code else {"code": _("Please type the code.")}
        self.ask_server(faults, "", lambda: confirm(self._desk, pending, code), self._confirmed)
        return None

    def change_address(self) -> None:
        """Back to where the address was typed."""
        self._account.turn_back()

    def _confirmed(self, answer: SignedIn | Pending | None) -> None:
        if answer is None:
            self._account.email_changed()
        elif isinstance(answer, SignedIn):
            self._account.arrived(answer)
        else:
            self._account.entry.wait_for_code(answer)
            self._navigation.go("code", answer.step)


MAIL_HINT = marked("You can paste it; dashes and small letters do not matter.")
FACTOR_HINT = marked("From your authenticator app, or one of your recovery codes.")
