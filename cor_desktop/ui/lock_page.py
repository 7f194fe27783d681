"""The page that stands before everything while a learner is locked away. It names nobody."""

from __future__ import annotations

from cor_desktop.errors import Trouble
from cor_desktop.presenters.unlock import UnlockPresenter
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.text import LinkButton, QuietButton


class LockPage(FormPage):
    """One field, one button, and the ways for whoever cannot or is somebody else."""

    def __init__(self, presenter: UnlockPresenter) -> None:
        super().__init__(
            "Locked",
            "Type your password to go on where you were. What you finished is saved.",
            presenter,
            "Go on",
            "Opening …",
        )
        self._form = presenter
        self.form.add_field(
            "password", Field("Password", "Or the passphrase that you chose for this computer.", secret=True)
        )
        self.forgot = LinkButton("Forgot your password?", presenter.forgot_password)
        row = Flow()
        row.add(self.forgot)
        self.form.add(row)
        self.finish(QuietButton("Somebody else? Sign in", presenter.somebody_else))
        self.watch(presenter.account_trouble, self._show_account_trouble)

    def submit(self) -> None:
        self._form.submit(self.typed("password"))

    def _show_account_trouble(self, trouble: Trouble | None) -> None:
        if trouble:
            self.trouble.show_trouble(trouble)
