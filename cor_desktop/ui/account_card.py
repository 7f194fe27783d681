"""Who is learning here, and the way out."""

from __future__ import annotations

from collections.abc import Callable

from cor_desktop.actions.views import Learner
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.ui.widgets.waiting import Waiting


class AccountCard(Card):
    """Name and email, and a button to sign in or out."""

    def __init__(self, account: AccountPresenter, go: Callable[[str], None]) -> None:
        super().__init__(gap=2)
        self._name = Label("", "heading")
        self._words = Label()
        self.trouble = Banner()
        self.sign_out = QuietButton("Sign out", account.sign_out)
        self.sign_in = QuietButton("Sign in", lambda: go("sign_in"))
        self.register = QuietButton("Create an account", lambda: go("register"))
        self._waiting = Waiting("Sending what is not sent yet …")
        actions = Flow()
        for action in (self.sign_out, self.sign_in, self.register, self._waiting):
            actions.add(action)
        for part in (self._name, self._words, self.trouble, actions):
            self.add(part)

    def show_learner(self, learner: Learner | None) -> None:
        """Show who is learning."""
        signed_in = learner is not None and learner.signed_in
        self._name.setText(_name(learner))
        self._words.setText(_words(learner))
        self.sign_out.setVisible(signed_in)
        self.sign_in.setVisible(not signed_in)
        self.register.setVisible(not signed_in and (learner is None or learner.guest))

    def show_leaving(self, leaving: bool) -> None:
        """Show that signing out takes a moment."""
        self._waiting.set_busy(leaving)
        self.sign_out.setEnabled(not leaving)


def _name(learner: Learner | None) -> str:
    if learner is None:
        return "Account"
    if learner.guest:
        return "You are learning without an account"
    return f"{learner.first_name} {learner.last_name}".strip() or "You are signed out"


def _words(learner: Learner | None) -> str:
    if learner is None:
        return "Nobody has started learning on this computer."
    if learner.guest:
        return "What you finish is saved on this computer and joins your account when you create one."
    if not learner.signed_in:
        return "Sign in, and what waits on this computer is sent. Nothing is lost meanwhile."
    return f"{learner.email}. On a shared computer, sign out when you are done."
