"""Creating an account."""

from __future__ import annotations

from typing import NamedTuple

from cor_desktop.actions.accounts import Account
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.forms import FormPresenter, email_fault

SHORTEST_PASSWORD = 15


class Typed(NamedTuple):
    """What stands in the form's fields."""

    first_name: str
    last_name: str
    email: str
    password: str
    server: str = ""


class RegisterPresenter(FormPresenter):
    """Checks the form, then asks the server."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter) -> None:
        super().__init__(desk, background)
        self._account = account

    def submit(self, typed: Typed) -> None:
        """Create the account, or say beside each field what is still missing."""
        faults = find_faults(typed) | self.fault_of_server(typed.server)
        form = RegistrationForm(typed.first_name, typed.last_name, typed.email, typed.password)
        self.ask_server(faults, typed.server, lambda: register(self._desk, form), self._registered)

    def _registered(self, _account: Account) -> None:
        self._account.arrived(None)


def find_faults(typed: Typed) -> dict[str, str]:
    """What is wrong with the form, as a sentence for each field."""
    faults = email_fault(typed.email)
    if not typed.first_name.strip():
        faults["first_name"] = "Please type your first name. It stands on your certificate."
    if not typed.last_name.strip():
        faults["last_name"] = "Please type your last name. It stands on your certificate."
    if len(typed.password) < SHORTEST_PASSWORD:
        has = f" This has {len(typed.password)}." if typed.password else ""
        faults["password"] = f"Please use at least {SHORTEST_PASSWORD} characters.{has}"
    return faults
