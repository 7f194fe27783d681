"""The page for signing in."""

from __future__ import annotations

from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.sign_in import SignInPresenter
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.text import QuietButton


class SignInPage(FormPage):
    """Email and password."""

    def __init__(self, presenter: SignInPresenter, navigation: Navigation) -> None:
        super().__init__(
            "Sign in",
            "Signing in needs a network connection. After that, everything works without one.",
            presenter,
            "Sign in",
            "Asking the server …",
        )
        self._form = presenter
        self.add_field("email", Field("Email"))
        self.add_field("password", Field("Password", secret=True))
        self.finish(navigation.back, QuietButton("Create an account", lambda: navigation.go("register")))

    def submit(self) -> None:
        self._form.submit(self.typed("email"), self.typed("password"), self.typed("server"))
