"""The two pages for a forgotten password: where to send the code, then the code and a new password."""

from __future__ import annotations

from cor_desktop.presenters.reset import NewPasswordPresenter, ResetPresenter
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.mailed_code_page import MailedCodePage
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.new_password import NewPassword
from cor_desktop.ui.widgets.text import QuietButton
from cor_desktop.words import _


class ResetPage(FormPage):
    """Asks for the address of the account."""

    def __init__(self, presenter: ResetPresenter) -> None:
        super().__init__(
            _("Forgot your password?"),
            _("We send a code to the address of your account. With it you choose a new password."),
            presenter,
            _("Send a code"),
            _("Asking the server …"),
        )
        self._form = presenter
        self.form.add_field("email", Field(_("Email")))
        self.add_server()
        self.finish(QuietButton(_("Back"), presenter.back))
        self.fields["email"].edit.setText(presenter.email)

    def submit(self) -> None:
        self._form.submit(self.typed("email"), self.typed("server"))


class NewPasswordPage(MailedCodePage):
    """Takes the code from the mail and the new password."""

    def __init__(self, presenter: NewPasswordPresenter) -> None:
        hint = _("From the mail. You can paste it; dashes do not matter.")
        super().__init__(_("Choose a new password"), presenter.lead, presenter, _("Change the password"), hint)
        self._form = presenter
        self.form.add_field("password", NewPassword(_("New password"), presenter.names))
        self.finish_code(QuietButton(_("Change the address"), presenter.back))

    def submit(self) -> None:
        self._form.submit(self.typed("code"), self.typed("password"))
