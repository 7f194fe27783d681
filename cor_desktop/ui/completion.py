"""The page after a module: a moment of joy, what was done, what to try tomorrow, and where the certificate is."""

from __future__ import annotations

from functools import partial

from cor_desktop.presenters.completion import CERTIFICATE_WORDS, CertificateState, CompletionPresenter
from cor_desktop.presenters.dates import minutes
from cor_desktop.presenters.sheets import team_sheet
from cor_desktop.ui.celebration import Celebration
from cor_desktop.ui.citations import CitedProse, References
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.sheet import SheetKeeper
from cor_desktop.ui.team_page import TeamPage
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card, Column
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, PrimaryButton, QuietButton
from cor_desktop.words import _
from cor_protocol.module import Html
from cor_protocol.pack import ModuleEntry


class CompletionPage(Page):
    """Shows what its presenter holds, and looks for the certificate when it is entered."""

    def __init__(self, presenter: CompletionPresenter, messages: Messages) -> None:
        super().__init__(_("You have completed the module"), ems=48)
        self._presenter = presenter
        self.column.body.insertWidget(0, Celebration())
        self.column.add(Label(presenter.module.title, "lead"))
        self.column.add(Label(presenter.done_words(), "muted"))
        self._card = Card()
        self.column.add(self._card)
        if presenter.tomorrow:
            self.column.add(self._tomorrow(presenter.tomorrow))
        if following := presenter.next_module():
            self.column.add(self._following(following))
        if presenter.module.facilitation:
            self._add_team_page(messages)
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

    def _tomorrow(self, html: Html) -> Column:
        box = Column(gap=2, margin=5, role="note-warm")
        box.add(Label(_("One thing to try tomorrow"), "heading"))
        box.add(CitedProse(References(self._presenter.module.bibliography), html))
        return box

    def _following(self, module: ModuleEntry) -> Card:
        card = Card()
        card.add(Label(_("When you are ready: module {number}").format(number=module.number), "caption"))
        card.add(Label(module.title, "heading"))
        card.add(Label(module.summary))
        ways = Flow()
        go = QuietButton(_("Go on to the next module"), partial(self._presenter.go_on, module.key))
        go.setAccessibleDescription(f"{module.title}, {minutes(module.minutes)}")
        ways.add(go)
        ways.add(Label(minutes(module.minutes), "tag"))
        card.add(ways)
        return card

    def _add_team_page(self, messages: Messages) -> None:
        notice = Banner()
        sheets = SheetKeeper(messages, notice)
        sheet = team_sheet(self._presenter.module)
        self.column.add(TeamPage(partial(sheets.print_out, sheet), partial(sheets.save, sheet)))
        self.column.add(notice)

    def _ways(self) -> Flow:
        ways = Flow()
        ways.add(QuietButton(_("Home"), self._presenter.home))
        ways.add(QuietButton(_("Look at the module again"), self._presenter.look_again))
        return ways
