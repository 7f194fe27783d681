"""Password and email: both need the present password, so that an open window is not enough."""

from __future__ import annotations

from cor_desktop.presenters.my_account import EmailPresenter, PasswordPresenter
from cor_desktop.ui.form import Form
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.new_password import NewPassword
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.words import _


class PasswordForm(Form):
    """The present password, and a new one."""

    def __init__(self, page: Page, presenter: PasswordPresenter) -> None:
        super().__init__(
            page, presenter, QuietButton(_("Change the password"), self._send), _("Changing …"), self._send
        )
        self._password = presenter
        self.changed = Banner()
        self.add(Label(_("Password"), "heading"))
        self.add_field("old_password", Field(_("The password you have now"), secret=True))
        self.add_field("password", NewPassword(_("New password"), lambda: presenter.names))
        self.add(self.changed)
        self.finish()
        page.watch(presenter.changed, self._show_changed)

    def _send(self) -> None:
        self._password.submit(self.typed("old_password"), self.typed("password"))

    def _show_changed(self, sentence: str) -> None:
        if sentence:
            self.clear_fields()
            self.changed.tell(sentence, "", "note-good")
        else:
            self.changed.hide()


class EmailForm(Form):
    """Another address; a code is sent there, and until it is typed the old one stays."""

    def __init__(self, page: Page, presenter: EmailPresenter) -> None:
        super().__init__(
            page, presenter, QuietButton(_("Send a code there"), self._send), _("Asking the server …"), self._send
        )
        self._email = presenter
        self.add(Label(_("Email"), "heading"))
        self.add(Label(_("Your address changes once you have typed the code that is sent to the new one."), "muted"))
        self.add_field("email", Field(_("New email")))
        self.add_field("old_password", Field(_("Your password"), secret=True))
        self.finish()

    def _send(self) -> None:
        self._email.submit(self.typed("email"), self.typed("old_password"))
