"""The page after a module: a moment of joy, what was done, and where the certificate is."""

from __future__ import annotations

from cor_desktop.presenters.completion import CERTIFICATE_WORDS, CertificateState, CompletionPresenter
from cor_desktop.ui.celebration import Celebration
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, PrimaryButton, QuietButton
from cor_desktop.words import _


class CompletionPage(Page):
    """Shows what its presenter holds, and looks for the certificate when it is entered."""

    def __init__(self, presenter: CompletionPresenter) -> None:
        super().__init__(_("You have completed the module"), ems=48)
        self._presenter = presenter
        self.column.body.insertWidget(0, Celebration())
        self.column.add(Label(presenter.module.title, "lead"))
        self.column.add(Label(presenter.done_words(), "muted"))
        self._card = Card()
        self.column.add(self._card)
        self.column.add(self._ways())
        self.column.stretch()
        self.watch(presenter.certificate, self._show)

    def enter(self, argument: str) -> None:
        self._presenter.refresh()

    def _show(self, state: CertificateState) -> None:
        title, sentence = map(_, CERTIFICATE_WORDS[state])
        self._card.clear()
        self._card.add(Label(title, "heading"))
        self._card.add(Label(sentence))
        buttons = Flow()
        buttons.add(self._button(state))
        self._card.add(buttons)
        announce(self._card, f"{title}. {sentence}")

    def _button(self, state: CertificateState) -> PrimaryButton:
        presenter = self._presenter
        words, act = {
            "here": (_("Open certificate"), presenter.open_certificate),
            "coming": (_("Look at the sync"), presenter.sync),
            "sign_in": (_("Sign in"), presenter.sign_in),
            "account": (_("Create an account"), presenter.register),
        }[state]
        return PrimaryButton(words, act)

    def _ways(self) -> Flow:
        ways = Flow()
        ways.add(QuietButton(_("Home"), self._presenter.home))
        ways.add(QuietButton(_("Look at the module again"), self._presenter.look_again))
        return ways
