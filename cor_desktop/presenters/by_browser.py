"""Signing in where an organization does: the browser is opened, and this page waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.actions.sign_in_by_browser import SignInStopped, sign_in_by_browser
from cor_desktop.errors import Trouble
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.forms import FormPresenter, password_fault
from cor_desktop.words import _


class ByBrowserPresenter(FormPresenter):
    """Waits while `busy`. `provider` is the id that the server gave; `open_url` opens the browser, from any thread."""

    def __init__(
        self,
        desk: Desk,
        background: Background,
        account: AccountPresenter,
        provider: str,
        open_url: Callable[[str], None],
    ) -> None:
        super().__init__(desk, background)
        self._account = account
        self._provider = provider
        self._open_url = open_url
        self._stopped = threading.Event()

    @property
    def name(self) -> str:
        """The organization's name."""
        return dict(self._account.entry.providers).get(self._provider, "your organization")

    @property
    def needs_passphrase(self) -> bool:
        """Whether nothing may open here without one, because several people use this computer."""
        return self._account.shared

    def begin(self, passphrase: str) -> None:
        """Open the browser and wait for it."""
        faults = {}
        if self.needs_passphrase and not passphrase:
            faults["passphrase"] = _("Please choose a passphrase: several people use this computer.")
        elif passphrase and (fault := password_fault(passphrase, ())):
            faults["passphrase"] = fault.replace(_("password"), _("passphrase"))
        self._stopped = stopped = threading.Event()
        self.ask_server(faults, "", lambda: self._sign_in(passphrase, stopped), self._account.arrived)

    def stop(self) -> None:
        """They changed their mind: nothing is waited for any more."""
        self._stopped.set()

    def back(self) -> None:
        """Back to the sign-in."""
        self.stop()
        self._account.turn_back()

    def _sign_in(self, passphrase: str, stopped: threading.Event) -> SignedIn:
        return sign_in_by_browser(self._desk, self._provider, self._open_url, passphrase or None, stopped=stopped)

    def _refused(self, trouble: Trouble) -> None:
        """Stopping needs no words."""
        if isinstance(trouble, SignInStopped):
            self.busy.set(False)
        else:
            super()._refused(trouble)
