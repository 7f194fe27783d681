"""Who is learning here, and the ways out."""

from __future__ import annotations

from cor_desktop.actions.views import Learner
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import _, marked


class Head(Card):
    """Name and email, and the buttons to lock the window and to sign out."""

    def __init__(self, page: Page, account: AccountPresenter) -> None:
        super().__init__(gap=2)
        self._name = Label("", "heading")
        self._words = Label()
        self.notice, self.trouble = Banner(), Banner()
        self.lock = QuietButton(_("Lock"), account.lock)
        self.lock.setToolTip("Ctrl+L")
        self.sign_out = QuietButton(_("Sign out"), account.sign_out)
        self._waiting = Waiting(_("Signing out …"))
        actions = Flow()
        for action in (self.lock, self.sign_out, self._waiting):
            actions.add(action)
        for part in (self._name, self._words, self.notice, self.trouble, actions, Label(_(_HINT), "caption")):
            self.add(part)
        page.watch(account.learner, self._show_learner)
        page.watch(account.leaving, self._show_leaving)
        page.watch(account.trouble, self.trouble.show_trouble)
        page.watch(account.notice, self._show_notice)

    def _show_learner(self, learner: Learner | None) -> None:
        self._name.setText(f"{learner.first_name} {learner.last_name}".strip() if learner else "")
        self._words.setText(learner.email if learner else "")

    def _show_leaving(self, leaving: bool) -> None:
        self._waiting.set_busy(leaving)
        self.sign_out.setEnabled(not leaving)

    def _show_notice(self, notice: str) -> None:
        if notice:
            self.notice.tell(notice, "", "note-good")
        else:
            self.notice.hide()


_HINT = marked(
    "Lock (Ctrl+L) keeps your place: your password opens it again. On a shared computer, sign out when you are done."
)
