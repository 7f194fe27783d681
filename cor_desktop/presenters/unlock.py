"""The locked page: nothing of the learner is on it, and their password opens it."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.actions.unlock import unlock
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.forms import FormPresenter
from cor_desktop.presenters.navigation import Navigation


class UnlockPresenter(FormPresenter):
    """Asks this computer; the server is not needed."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter, navigation: Navigation) -> None:
        super().__init__(desk, background)
        self._account = account
        self._navigation = navigation
        self.account_trouble = account.trouble

    def submit(self, password: str) -> None:
        """Open what is locked."""
        faults = {} if password else {"password": "Please type your password."}
        self.ask_here(faults, lambda: unlock(self._desk, password), self._opened)

    def somebody_else(self) -> None:
        """Go to the sign-in."""
        self._navigation.go("sign_in")

    def forgot_password(self) -> None:
        """Go to the page that sends a code."""
        self._navigation.go("reset")

    def _opened(self, answer: SignedIn | Pending) -> None:
        self._account.unlocked(answer)
