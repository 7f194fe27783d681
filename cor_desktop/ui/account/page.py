"""The page of the learner's own account."""

from __future__ import annotations

from cor_desktop.actions.my_account import MyAccount
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.devices import DevicesPresenter
from cor_desktop.presenters.forget import ForgetPresenter
from cor_desktop.presenters.my_account import DetailsPresenter, EmailPresenter, PasswordPresenter
from cor_desktop.ui.account.details import Details
from cor_desktop.ui.account.devices import Devices
from cor_desktop.ui.account.forget import Forget
from cor_desktop.ui.account.head import Head
from cor_desktop.ui.account.security import EmailForm, PasswordForm
from cor_desktop.ui.my_data.door import Door
from cor_desktop.ui.surroundings import Surroundings
from cor_desktop.ui.widgets.page import Page
from cor_desktop.words import _


def build_account(around: Surroundings) -> Page:
    """Build the page."""
    return AccountPage(around)


class AccountPage(Page):
    """Card by card: who, about you, password, email, where signed in, privacy, this computer."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(_("Your account"), ems=46)
        desk, background, account = around.desk, around.background, around.account
        self._account: AccountPresenter = account
        self._details = DetailsPresenter(desk, background, account)
        self._devices = DevicesPresenter(desk, background)
        self.head = Head(self, account)
        self.details = Details(self, self._details)
        self.password = PasswordForm(self, PasswordPresenter(desk, background, account))
        self.email = EmailForm(self, EmailPresenter(desk, background, account, around.navigation))
        self.devices = Devices(self, self._devices)
        self.door = Door()
        self.door.button.clicked.connect(lambda *_: around.navigation.go("my_data"))
        self.forgetting = Forget(self, ForgetPresenter(desk, background, account))
        for card in (
            self.head,
            self.details,
            self.password,
            self.email,
            self.devices,
            self.door,
            self.forgetting,
        ):
            self.column.add(card)
        self.column.stretch()
        self.watch(self._details.account, self._show_account)

    def enter(self, argument: str) -> None:
        self._details.look_up()
        self._devices.refresh()

    def _show_account(self, account: MyAccount | None) -> None:
        """Password and address of whoever signs in with an organization are the organization's to change."""
        has_password = account is None or account.has_password
        self.password.setVisible(has_password)
        self.email.setVisible(has_password)

    def leave(self) -> None:
        """What was typed goes with the page; the notice was read."""
        for form in (self.password, self.email):
            form.clear_fields()
        self._account.seen()
