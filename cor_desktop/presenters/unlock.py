"""The locked page: nothing of the learner is on it, and their password opens it, or their organization's sign-in."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.actions.unlock import unlock, ways_back
from cor_desktop.errors import SignInAgain, Trouble, WrongCredentials, WrongPassword
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.forms import FormPresenter
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.observable import Observable
from cor_desktop.sync.server import ServerInfo
from cor_desktop.words import _, marked


class UnlockPresenter(FormPresenter):
    """Asks this computer; the server is needed only for `providers`, (id, name) of those who can vouch for somebody."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter, navigation: Navigation) -> None:
        super().__init__(desk, background)
        self._account = account
        self._navigation = navigation
        self.account_trouble = account.trouble
        self.ways = ways_back(desk)
        self.providers: Observable[tuple[tuple[str, str], ...]] = Observable(())

    def look_up(self) -> None:
        """Find out with whom whoever is locked away may sign in, if that is their way."""
        if self.ways.browser and not self.working_offline:
            self._background.run(self._desk.server.server_info, self._told, lambda _trouble: None)

    def look_up_again(self) -> None:
        """The same at the learner's word: what fails is said. Who was working offline is not any more."""
        try:
            self._desk.settings.set("work_offline", False)
        except Trouble as trouble:
            return self.trouble.set(trouble)
        self.ask_server({}, "", self._desk.server.server_info, self._told)
        return None

    def by_browser(self, provider: str) -> None:
        """Go to the page that waits for the organization's own sign-in."""
        self._navigation.go("browser", provider)

    def submit(self, password: str) -> None:
        """Open what is locked."""
        faults = {} if password else {"password": _("Please type your password.")}
        self.ask_here(faults, lambda: unlock(self._desk, password), self._opened)

    def somebody_else(self) -> None:
        """Go to the sign-in."""
        self._navigation.go("sign_in")

    def forgot_password(self) -> None:
        """Go to the page that sends a code."""
        self._navigation.go("reset")

    def _opened(self, answer: SignedIn | Pending) -> None:
        self._account.unlocked(answer)

    def _refused(self, trouble: Trouble) -> None:
        if isinstance(trouble, WrongCredentials):
            trouble = WrongPassword(advice=_(ELSEWHERE))
        super()._refused(trouble)
        if isinstance(trouble, SignInAgain):
            self._account.entry.sentence = str(trouble)
            self._navigation.go("sign_in")

    def _told(self, info: ServerInfo) -> None:
        self._account.entry.providers = info.single_sign_on
        self.providers.set(info.single_sign_on)


ELSEWHERE = marked(
    "Please try again; capital letters count. If you changed it elsewhere, choose “Somebody else? Sign in”."
)
