"""Leaving no trace on this computer: asked once, because it cannot be taken back here."""

from __future__ import annotations

from cor_desktop.presenters.forget import Asked, ForgetPresenter
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import _


class Forget(Card):
    """One button; what it does is said, with what waits unsent, before it is done."""

    def __init__(self, page: Page, presenter: ForgetPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.ask = QuietButton(_("Forget me on this computer"), presenter.ask)
        self.question = Banner()
        self.waiting = Waiting(_("Sending what is not sent yet …"))
        row = Flow()
        row.add(self.ask)
        row.add(self.waiting)
        self.add(Label(_("This computer"), "heading"))
        self.add(
            Label(
                _(
                    "Forget me removes your name, your sign-in, your certificates and your progress from this "
                    "computer. What was sent stays on the server and comes back when you sign in."
                ),
            )
        )
        self.add(self.question)
        self.add(row)
        page.watch(presenter.asked, self._show)
        page.watch(presenter.busy, self._show_busy)

    def _show(self, asked: Asked | None) -> None:
        self.ask.setVisible(asked is None)
        if asked is None:
            self.question.hide()
            return
        self.question.tell(asked.title, asked.sentence, "note-warm")
        self.question.offer(asked.yes, self._presenter.go_on)
        self.question.offer(_("Keep everything"), self._presenter.leave)

    def _show_busy(self, busy: bool) -> None:
        self.waiting.set_busy(busy)
        self.question.setEnabled(not busy)
