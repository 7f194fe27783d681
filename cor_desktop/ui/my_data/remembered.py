"""That the sign-in of this computer shows the learner's name, and taking that back."""

from __future__ import annotations

from cor_desktop.presenters.my_data.page import MyDataPresenter
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.words import _


class RememberedCard(Card):
    """Is there only while the name is remembered, and to say that it is no longer."""

    def __init__(self, page: Page, presenter: MyDataPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.forget = QuietButton(_("Forget my name at the sign-in"), presenter.forget_my_name)
        self.said = Banner()
        row = Flow()
        row.add(self.forget)
        self.add(Label(_("Your name at the sign-in"), "label"))
        self.add(Label(_("You wished that the sign-in of this computer shows your name."), "muted"))
        self.add(self.said)
        self.add(row)
        page.watch(presenter.remembered, lambda _remembered: self.show_what_is_so())
        page.watch(presenter.forgotten, self._say)

    def show_what_is_so(self) -> None:
        """Be there where there is something to say."""
        remembered = self._presenter.remembered.value
        self.forget.setVisible(remembered)
        self.setVisible(remembered or bool(self._presenter.forgotten.value))

    def _say(self, sentence: str) -> None:
        if sentence:
            self.said.tell(sentence, "", "note-good")
        else:
            self.said.hide()
        self.show_what_is_so()
