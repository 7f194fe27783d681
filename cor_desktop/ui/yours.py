"""Asked after signing in: does what was learned here without an account belong to you?"""

from __future__ import annotations

from cor_desktop.presenters.guest_question import GuestQuestion
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, PrimaryButton, QuietButton
from cor_desktop.words import _


class YoursPage(Page):
    """One question, two answers, nothing chosen beforehand."""

    def __init__(self, question: GuestQuestion) -> None:
        super().__init__(_("Is this yours?"), ems=38)
        self.trouble = Banner()
        card = Card()
        card.add(Label(_("Somebody learned on this computer without an account:")))
        card.add(Label(question.words, "heading"))
        card.add(Label(_("If it was you, it joins your record. If it was somebody else, it stays out of it."), "muted"))
        self.mine = PrimaryButton(_("Yes, it is mine"), question.join)
        self.others = QuietButton(_("No, somebody else’s"), question.leave)
        answers = Flow()
        answers.add(self.mine)
        answers.add(self.others)
        card.add(answers)
        card.add(self.trouble)
        self.column.add(card)
        self.column.stretch()
        self.watch(question.trouble, self.trouble.show_trouble)
