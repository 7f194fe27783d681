"""Signing in to an account."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.sign_in import SignedIn, sign_in
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.forms import FormPresenter, email_fault


class SignInPresenter(FormPresenter):
    """Checks that there is something to send, then asks the server."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter) -> None:
        super().__init__(desk, background)
        self._account = account

    def submit(self, email: str, password: str, server: str = "") -> None:
        """Sign in, or say beside each field what is still missing."""
        faults = email_fault(email) | self.fault_of_server(server)
        if not password:
            faults["password"] = "Please type your password."
        self.ask_server(faults, server, lambda: sign_in(self._desk, email, password), self._signed_in)

    def _signed_in(self, signed_in: SignedIn) -> None:
        self._account.arrived(signed_in.guest)
