"""The learner's own account: what stands in it, and changing it in place."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.my_account import MyAccount, change_account, change_email, change_password, my_account
from cor_desktop.actions.pending import Pending
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.forms import FormPresenter, email_fault, password_fault
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _, marked


class DetailsPresenter(FormPresenter):
    """Holds `account` (None until it is known) and `saved`, a sentence after a change."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter) -> None:
        super().__init__(desk, background)
        self._account = account
        self.account: Observable[MyAccount | None] = Observable(None)
        self.saved = Observable("")

    def look_up(self) -> None:
        """Ask the server, without a word where it is away: what is kept here is shown then."""
        self._background.run(lambda: my_account(self._desk), self.account.set, lambda _trouble: None)

    def save(self, fields: dict[str, str]) -> None:
        """Keep first_name, last_name, organization_type and association."""
        self.saved.set("")
        faults = {name: _(sentence) for name, sentence in _MISSING.items() if not fields[name].strip()}
        self.ask_server(faults, "", lambda: change_account(self._desk, **fields), self._changed)

    def _changed(self, account: MyAccount) -> None:
        self.account.set(account)
        self.saved.set(_("Saved. New certificates are made in this name."))
        self._account.load()


_MISSING = {
    "first_name": marked("Please type your first name. It stands on your certificates."),
    "last_name": marked("Please type your last name. It stands on your certificates."),
}


class PasswordPresenter(FormPresenter):
    """Changes the password, with the present one."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter) -> None:
        super().__init__(desk, background)
        self._account = account
        self.changed = Observable("")

    @property
    def names(self) -> tuple[str, ...]:
        """What may not be in a password: the learner's own names and address."""
        learner = self._account.learner.value
        return (learner.first_name, learner.last_name, learner.email) if learner else ()

    def submit(self, old: str, new: str) -> None:
        """Change it, or say beside each field what is missing."""
        self.changed.set("")
        faults = {} if old else {"old_password": _("Please type the password you have now.")}
        if fault := password_fault(new, self.names):
            faults["password"] = fault
        self.ask_server(faults, "", lambda: change_password(self._desk, old, new), lambda _none: self._done())

    def _done(self) -> None:
        self.changed.set(_("Your password is changed. Other computers ask for the new one."))


class EmailPresenter(FormPresenter):
    """Changes the address; a code to the new one proves it."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter, navigation: Navigation) -> None:
        super().__init__(desk, background)
        self._account = account
        self._navigation = navigation

    def submit(self, email: str, password: str) -> None:
        """Have a code sent to the new address."""
        faults = email_fault(email)
        if not password:
            faults["old_password"] = _("Please type your password.")
        self.ask_server(faults, "", lambda: change_email(self._desk, password, email), self._sent)

    def _sent(self, pending: Pending) -> None:
        self._account.entry.wait_for_code(pending)
        self._navigation.go("code")
