"""The first start: learn at once, or sign in first."""

from __future__ import annotations

from cor_desktop.errors import Trouble
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.observable import Observable


class WelcomePresenter:
    """What the buttons of the first page mean."""

    def __init__(self, account: AccountPresenter, navigation: Navigation) -> None:
        self._account = account
        self._navigation = navigation
        self.trouble: Observable[Trouble | None] = Observable(None)

    def start(self) -> None:
        """Learn without an account and without a network."""
        try:
            self._account.begin()
        except Trouble as trouble:
            self.trouble.set(trouble)
            return
        self.trouble.set(None)

    def sign_in(self) -> None:
        """Go to the sign-in."""
        self._navigation.go("sign_in")

    def register(self) -> None:
        """Go to the form for a new account."""
        self._navigation.go("register")
