"""Creating an account: what is typed, the privacy policy, and the way to the code."""

from __future__ import annotations

from dataclasses import replace

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.policy import PolicyText, policy
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.errors import Trouble
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.dates import day
from cor_desktop.presenters.entry import Entry, Typed
from cor_desktop.presenters.forms import FormPresenter, email_fault, password_fault
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _


class RegisterPresenter(FormPresenter):
    """Checks the form, then asks the server. Holds `policy` (None until it is here), `policy_trouble` and `reading`."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter, navigation: Navigation) -> None:
        super().__init__(desk, background)
        self._account = account
        self._entry: Entry = account.entry
        self._navigation = navigation
        self.policy: Observable[PolicyText | None] = Observable(None)
        self.policy_trouble: Observable[Trouble | None] = Observable(None)
        self.reading = Observable(False)

    @property
    def typed(self) -> Typed:
        """What was typed before, on the way back from the code."""
        return self._entry.typed

    def left(self, typed: Typed) -> None:
        """The page goes. What was typed stays for the way back; the password only while its code is waited for."""
        self._entry.typed = typed if self._entry.pending else replace(typed, password="")

    def read_policy(self, server: str = "") -> None:
        """Fetch the privacy policy, once there is a server to ask."""
        if self.reading.value or self.policy.value or (self.needs_server and not server):
            return
        self.policy_trouble.set(None)
        faults = self.fault_of_server(server)
        self.faults.set(faults)
        if faults or not self._may_ask(server):
            return
        self.reading.set(True)
        self._background.run(lambda: policy(self._desk), self._here, self._away)

    @property
    def policy_words(self) -> str:
        """Which version of the policy it is."""
        text = self.policy.value
        if text is None:
            return ""
        words = _("{title}, version {version} of {day}")
        return words.format(title=text.title, version=text.version, day=day(text.published))

    def submit(self, typed: Typed) -> None:
        """Create the account, or say beside each field what is still missing."""
        faults = find_faults(typed) | self.fault_of_server(typed.server)
        text = self.policy.value
        if text is None or not typed.acknowledged:
            faults["acknowledged"] = _("Please read the privacy policy, then tick the box.")
        form = RegistrationForm(
            typed.first_name,
            typed.last_name,
            typed.email,
            typed.password,
            typed.organization_type,
            typed.association,
            text.version if text else 0,
        )
        self.ask_server(faults, typed.server, lambda: register(self._desk, form), self._registered)

    def sign_in(self) -> None:
        """They have an account already."""
        self._navigation.go("sign_in")

    def back(self) -> None:
        """Back to where they came from."""
        self._account.turn_back()

    def _registered(self, pending: Pending) -> None:
        self._entry.wait_for_code(pending)
        self._navigation.go("code")

    def _here(self, text: PolicyText) -> None:
        self.reading.set(False)
        self.policy.set(text)

    def _away(self, trouble: Trouble) -> None:
        self.reading.set(False)
        self.policy_trouble.set(trouble)


def find_faults(typed: Typed) -> dict[str, str]:
    """What is wrong with the form, as a sentence for each field."""
    faults = email_fault(typed.email)
    if not typed.first_name.strip():
        faults["first_name"] = _("Please type your first name. It stands on your certificate.")
    if not typed.last_name.strip():
        faults["last_name"] = _("Please type your last name. It stands on your certificate.")
    if fault := password_fault(typed.password, (typed.first_name, typed.last_name, typed.email)):
        faults["password"] = fault
    return faults
