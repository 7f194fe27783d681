"""The page for a new account."""

from __future__ import annotations

from collections.abc import Mapping

from cor_desktop.actions.policy import PolicyText
from cor_desktop.presenters.entry import Typed
from cor_desktop.presenters.forms import organization_types
from cor_desktop.presenters.register import RegisterPresenter
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.policy_panel import PolicyPanel
from cor_desktop.ui.widgets.choice import Choice
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.new_password import NewPassword
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.words import _
from cor_protocol.accounts import ASSOCIATIONS


class RegisterPage(FormPage):
    """Names, email, password, two things that may stay unsaid, and the privacy policy."""

    def __init__(self, presenter: RegisterPresenter) -> None:
        super().__init__(
            _("Create an account"),
            _(
                "What you have learned on this computer so far belongs to the account from then on. "
                "This needs a network connection, and a mail that we send you."
            ),
            presenter,
            _("Create account"),
            _("Asking the server …"),
        )
        self._form = presenter
        self.form.add_field("first_name", Field(_("First name"), _("As it shall stand on your certificate.")))
        self.form.add_field("last_name", Field(_("Last name")))
        self.form.add_field("email", Field(_("Email"), _("A code is sent there.")))
        self.form.add_field("password", NewPassword(_("Password"), self._names))
        self.add_server()
        self._add_work()
        self.policy = PolicyPanel(lambda: presenter.read_policy(self.typed("server")))
        self.form.add(self.policy)
        self.finish(
            QuietButton(_("I have an account"), presenter.sign_in),
            QuietButton(_("Back"), presenter.back),
        )
        self.form.held += [self.organization_type, self.association, self.policy]
        self._fill(presenter.typed)
        self.watch(presenter.faults, self._show_fault)
        self.watch(presenter.policy, self._show_policy)
        self.watch(presenter.reading, self.policy.show_reading)
        self.watch(presenter.policy_trouble, self.policy.show_trouble)

    def enter(self, argument: str) -> None:
        self._form.read_policy()

    def leave(self) -> None:
        self._form.left(self._typed())
        super().leave()

    def submit(self) -> None:
        self._form.submit(self._typed())

    def _add_work(self) -> None:
        self.form.add(Label(_("Your work"), "heading"))
        self.form.add(Label(_("You may leave both out. They help your program see whom it reaches."), "muted"))
        self.organization_type = Choice(_("Kind of organization"), organization_types())
        named = ((name, name) for name in ASSOCIATIONS)
        self.association = Choice(_("Professional association"), named, other=_("Name of the association"))
        self.form.add(self.organization_type)
        self.form.add(self.association)

    def _names(self) -> tuple[str, ...]:
        return (self.typed("first_name"), self.typed("last_name"), self.typed("email"))

    def _typed(self) -> Typed:
        return Typed(
            first_name=self.typed("first_name"),
            last_name=self.typed("last_name"),
            email=self.typed("email"),
            password=self.typed("password"),
            organization_type=self.organization_type.text(),
            association=self.association.text(),
            acknowledged=self.policy.acknowledged.isChecked(),
            server=self.typed("server"),
        )

    def _fill(self, typed: Typed) -> None:
        """What was typed before, on the way back from another page."""
        for name in ("first_name", "last_name", "email", "password"):
            self.fields[name].edit.setText(getattr(typed, name))
        self.organization_type.set_text(typed.organization_type)
        self.association.set_text(typed.association)
        self.policy.acknowledged.setChecked(typed.acknowledged)

    def _show_fault(self, faults: Mapping[str, str]) -> None:
        self.policy.set_error(faults.get("acknowledged", ""))
        if list(faults) == ["acknowledged"]:
            self.policy.acknowledged.setFocus()

    def _show_policy(self, text: PolicyText | None) -> None:
        self.policy.show_policy(self._form.policy_words, text.text if text else "")
