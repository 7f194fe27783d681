"""The page that stands before everything while a learner is locked away. It names nobody."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from cor_desktop.errors import Trouble
from cor_desktop.presenters.unlock import UnlockPresenter
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.text import Button, Label, LinkButton, NameButton, QuietButton
from cor_desktop.words import _, marked


class LockPage(FormPage):
    """One field and one button, or those of the learner's organization; and the way for whoever is somebody else."""

    def __init__(self, presenter: UnlockPresenter) -> None:
        by_password = presenter.ways.password
        super().__init__(_("Locked"), _(_HERE if by_password else _BROWSER), presenter, _("Go on"), _("Opening …"))
        self._form = presenter
        if by_password:
            self._add_password()
        self.providers = Flow()
        if presenter.ways.browser:
            self._add_browser(by_password)
        self.finish(QuietButton(_("Somebody else? Sign in"), presenter.somebody_else))
        self.send.setVisible(by_password)
        self.watch(presenter.account_trouble, self._show_account_trouble)
        self.watch(presenter.providers, self._show_providers)

    def enter(self, argument: str) -> None:
        self._form.look_up()

    def focus_first(self) -> None:
        if self._form.ways.password:
            super().focus_first()
        else:
            self._focus_provider()

    def submit(self) -> None:
        self._form.submit(self.typed("password"))

    def _add_password(self) -> None:
        hint = _("Or the passphrase that you chose for this computer.")
        self.form.add_field("password", Field(_("Password"), hint, secret=True))
        if not self._form.ways.browser:
            row = Flow()
            row.add(LinkButton(_("Forgot your password?"), self._form.forgot_password))
            self.form.add(row)

    def _add_browser(self, by_password: bool) -> None:
        if by_password:
            self.form.add(Label(_("If you forgot it, sign in with your organization and choose another."), "muted"))
        self.form.add(self.providers)

    def _show_providers(self, providers: tuple[tuple[str, str], ...]) -> None:
        """Until it is known who they are, one button asks; it says what is in the way."""
        self.providers.clear()
        if not providers:
            self.providers.add(self._button(_("Sign in with your organization"), self._form.look_up_again))
        for slug, name in providers:
            self.providers.add(
                self._button(_("Sign in with {name}").format(name=name), partial(self._form.by_browser, slug))
            )
        if not self._form.ways.password:
            self._focus_provider()

    def _focus_provider(self) -> None:
        first = self.providers.findChild(Button)
        if first:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, words: str, act: Callable[[], None]) -> Button:
        return NameButton(words, act, role="quiet" if self._form.ways.password else "primary")

    def _show_account_trouble(self, trouble: Trouble | None) -> None:
        if trouble:
            self.trouble.show_trouble(trouble)


_HERE = marked("Type your password to go on where you were. What you finished is saved.")
_BROWSER = marked("Sign in with your organization to go on where you were. What you finished is saved.")
