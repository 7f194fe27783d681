"""The page for a new account."""

from __future__ import annotations

from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.register import SHORTEST_PASSWORD, RegisterPresenter, Typed
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.text import QuietButton


class RegisterPage(FormPage):
    """First name, last name, email, password."""

    def __init__(self, presenter: RegisterPresenter, navigation: Navigation) -> None:
        super().__init__(
            "Create an account",
            "What you have learned on this computer so far belongs to the account from then on. "
            "This needs a network connection.",
            presenter,
            "Create account",
            "Asking the server …",
        )
        self._form = presenter
        self.add_field("first_name", Field("First name", "As it shall stand on your certificate."))
        self.add_field("last_name", Field("Last name"))
        self.add_field("email", Field("Email"))
        hint = f"At least {SHORTEST_PASSWORD} characters. Four words that do not belong together make a good one."
        self.add_field("password", Field("Password", hint, secret=True))
        self.finish(navigation.back, QuietButton("I have an account", lambda: navigation.go("sign_in")))

    def submit(self) -> None:
        self._form.submit(Typed(*(self.typed(name) for name in Typed._fields)))
