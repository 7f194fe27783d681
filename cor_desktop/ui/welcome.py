"""The first page of all: three ways in, one of which needs nothing."""

from __future__ import annotations

from collections.abc import Callable

from cor_desktop.presenters.welcome import WelcomePresenter
from cor_desktop.ui.theme import ASSETS
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card, Column, Panel, Row
from cor_desktop.ui.widgets.drawing import Drawing
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, LinkButton, PrimaryButton, QuietButton
from cor_desktop.words import _


class WelcomePage(Page):
    """Start learning, sign in, or create an account."""

    def __init__(self, presenter: WelcomePresenter, show_privacy: Callable[[], None]) -> None:
        super().__init__(_("Good that you are here"), ems=46)
        self._presenter = presenter
        self.column.body.insertWidget(0, self._head())
        self.column.add(
            Label(
                _("Learn how relationships between teachers and students work: at your own pace, on this computer."),
                "lead",
            )
        )
        self.trouble = Banner()
        self.column.add(self.trouble)
        self.column.add(self._start())
        self.column.add(self._account())
        self.column.add(_promise(show_privacy))
        self.column.stretch()
        self.watch(presenter.trouble, self.trouble.show_trouble)

    def _head(self) -> Row:
        head = Row(gap=4)
        head.add(Drawing((ASSETS / "icons" / "emblem.svg").read_bytes(), 66, 0))
        head.add(self.title, 1)
        return head

    def _start(self) -> Card:
        card = Card()
        self.start = PrimaryButton(_("Start learning"), self._presenter.start)
        card.add(Label(_("Begin right away"), "heading"))
        card.add(
            Label(_("You need no account and no network. What you finish is saved here and joins your account later."))
        )
        card.add(_row(self.start))
        return card

    def _account(self) -> Card:
        card = Card()
        self.sign_in = QuietButton(_("Sign in"), self._presenter.sign_in)
        self.register = QuietButton(_("Create an account"), self._presenter.register)
        card.add(Label(_("With an account"), "heading"))
        card.add(
            Label(_("Certificates are made in its name. The first time on a computer needs a network connection."))
        )
        card.add(_row(self.sign_in, self.register))
        return card


def _row(*buttons: QuietButton | PrimaryButton) -> Flow:
    row = Flow()
    for button in buttons:
        row.add(button)
    return row


def _promise(show_privacy: Callable[[], None]) -> Column:
    panel = Panel()
    panel.add(Label(_("What you write and answer stays on your screen"), "label"))
    panel.add(Label(_("It is never saved and never sent. Only which activities you opened and finished is kept.")))
    row = Flow()
    row.add(LinkButton(_("How this is kept"), show_privacy))
    panel.add(row)
    return panel
