"""The page for signing in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from cor_desktop.actions.remembered import RememberedName
from cor_desktop.errors import Trouble
from cor_desktop.presenters.sign_in import SignInPresenter
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.name_picker import NamePicker
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.text import Button, Label, LinkButton, NameButton, QuietButton
from cor_desktop.ui.widgets.tick import Tick
from cor_desktop.words import _


class SignInPage(FormPage):
    """Who it is, a password, and the other ways in."""

    def __init__(self, presenter: SignInPresenter) -> None:
        super().__init__(
            _("Sign in"),
            _("Whoever has signed in on this computer before can do so without a network, too."),
            presenter,
            _("Sign in"),
            _("Asking the server …"),
        )
        self._form = presenter
        self.sentence = Banner()
        self.column.add(self.sentence)
        self.names = NamePicker(presenter.choose, presenter.forget)
        self.form.add(self.names)
        self.form.add_field("email", Field(_("Email")))
        self.form.add_field("password", Field(_("Password"), secret=True))
        self.remember = Tick(_("Remember my name on this computer"))
        self.form.add(self.remember)
        self.add_server()
        self.forgot = LinkButton(_("Forgot your password?"), lambda: presenter.forgot_password(self.typed("email")))
        self.form.add(_row(self.forgot))
        self.finish(*self._other_ways(presenter))
        self._add_providers()
        self.fields["email"].edit.setText(presenter.email)
        if presenter.sentence:
            self.sentence.tell(presenter.sentence)
        self.watch(presenter.names, self._show_names)
        self.watch(presenter.chosen, self._show_chosen)
        self.watch(presenter.providers, self._show_providers)

    def enter(self, argument: str) -> None:
        self._form.look_up()

    def focus_first(self) -> None:
        if self._form.names.value and not self.typed("email"):
            self.names.focus_first()
        else:
            super().focus_first()

    def submit(self) -> None:
        remember = self.remember.isChecked() and self.remember.isVisibleTo(self)
        self._form.submit(self.typed("email"), self.typed("password"), remember, self.typed("server"))

    def show_account_trouble(self, trouble: Trouble | None) -> None:
        """What made this page come: a shared computer opens on it when a record was deleted, say."""
        if trouble:
            self.trouble.show_trouble(trouble)

    def _other_ways(self, presenter: SignInPresenter) -> list[Button]:
        ways: list[Button] = [QuietButton(_("Create an account"), presenter.register)]
        if presenter.may_start:
            ways.append(QuietButton(_("Start without an account"), presenter.start))
        if presenter.can_go_back:
            ways.append(QuietButton(_("Back"), presenter.back))
        return ways

    def _add_providers(self) -> None:
        self._others = Card()
        self._others.add(Label(_("With your organization"), "heading"))
        self.providers = Flow()
        self._others.add(self.providers)
        self.column.body.insertWidget(self.column.body.count() - 1, self._others)

    def _show_names(self, names: tuple[RememberedName, ...]) -> None:
        self.names.show_names(names)
        if names and self.fields["email"].edit.hasFocus() and not self.typed("email"):
            self.names.focus_first()

    def _show_chosen(self, chosen: RememberedName | None) -> None:
        self.names.show_chosen(chosen)
        self.fields["email"].setVisible(chosen is None)
        self.remember.setVisible(chosen is None and self._form.may_remember)
        if chosen:
            self.fields["password"].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_providers(self, providers: tuple[tuple[str, str], ...]) -> None:
        self.providers.clear()
        self._others.setVisible(bool(providers))
        for slug, name in providers:
            self.providers.add(
                NameButton(_("Sign in with {name}").format(name=name), partial(self._form.by_browser, slug))
            )


def _row(link: LinkButton) -> Flow:
    row = Flow()
    row.add(link)
    return row
