"""Signing in to an account: here and at the server, or where that is away, here alone."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.remembered import RememberedName, forget_name, remembered
from cor_desktop.actions.sign_in import SignedIn, sign_in
from cor_desktop.errors import Trouble, WrongCredentials, WrongPassword
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.forms import FormPresenter, email_fault
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.observable import Observable
from cor_desktop.sync.server import ServerInfo
from cor_desktop.words import _


class SignInPresenter(FormPresenter):
    """Holds `names` that are remembered here, the one that is `chosen`, and `providers` as (id, name)."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter, navigation: Navigation) -> None:
        super().__init__(desk, background)
        self._account = account
        self._navigation = navigation
        self.names: Observable[tuple[RememberedName, ...]] = Observable(())
        self.chosen: Observable[RememberedName | None] = Observable(None)
        self.providers: Observable[tuple[tuple[str, str], ...]] = Observable(())

    @property
    def email(self) -> str:
        """What was typed before on the way in."""
        return self._account.entry.email

    @property
    def sentence(self) -> str:
        """Why this page came by itself, if it did."""
        return self._account.entry.sentence or self._account.ended

    @property
    def may_remember(self) -> bool:
        """Whether names may be kept on this computer's first page."""
        return self._desk.settings.remember_names

    @property
    def shared(self) -> bool:
        """Whether several people use this computer."""
        return self._desk.settings.shared_machine

    @property
    def may_start(self) -> bool:
        """Whether somebody may learn here without an account: nobody is learning, or left a shared computer locked."""
        return not self._account.started or (self.shared and self._account.locked.value)

    @property
    def can_go_back(self) -> bool:
        """Whether the way back leads anywhere else."""
        return self._account.started or self._navigation.can_go_back

    def start(self) -> None:
        """Learn without an account."""
        try:
            self._account.begin()
        except Trouble as trouble:
            self.trouble.set(trouble)

    def look_up(self) -> None:
        """Find the names that are remembered here, and who else can vouch for somebody."""
        self._background.run(lambda: remembered(self._desk), self.names.set, lambda _trouble: None)
        if not self.needs_server and not self.working_offline:
            self._background.run(self._desk.server.server_info, self._told, lambda _trouble: None)

    def choose(self, name: RememberedName | None) -> None:
        """This is who signs in; None: somebody else."""
        self.chosen.set(name)
        self.faults.set({})

    def forget(self, name: RememberedName) -> None:
        """Take a name off the list."""
        self.chosen.set(None)
        self._background.run(lambda: _forget(self._desk, name.learner), self.names.set, self.trouble.set)

    def submit(self, email: str, password: str, remember: bool, server: str = "") -> None:
        """Sign in, or say beside each field what is still missing."""
        chosen = self.chosen.value
        email = chosen.email if chosen else email
        faults = email_fault(email) | self.fault_of_server(server)
        if not password:
            faults["password"] = _("Please type your password.")
        self._account.entry.email = email
        if not faults and self.needs_server and not self._keep_server(server):
            return
        self.ask_here(faults, lambda: sign_in(self._desk, email, password, remember), self._answer)

    def forgot_password(self, email: str) -> None:
        """Go to the page that sends a code."""
        chosen = self.chosen.value
        self._account.entry.email = chosen.email if chosen else email
        self._navigation.go("reset")

    def by_browser(self, provider: str) -> None:
        """Go to the page that waits for the organization's own sign-in."""
        self._navigation.go("browser", provider)

    def register(self) -> None:
        """They have no account yet."""
        self._navigation.go("register")

    def back(self) -> None:
        """Back to where they came from."""
        self._account.turn_back()

    def _answer(self, answer: SignedIn | Pending) -> None:
        if isinstance(answer, Pending):
            self._account.entry.wait_for_code(answer)
            self._navigation.go("code")
        else:
            self._account.arrived(answer)

    def _refused(self, trouble: Trouble) -> None:
        if isinstance(trouble, WrongCredentials) and self.chosen.value:
            trouble = WrongPassword()
        super()._refused(trouble)

    def _told(self, info: ServerInfo) -> None:
        self._account.entry.providers = info.single_sign_on
        self.providers.set(info.single_sign_on)


def _forget(desk: Desk, learner: str) -> tuple[RememberedName, ...]:
    forget_name(desk, learner)
    return remembered(desk)
