"""The privacy policy, opened in place: fetched when somebody wants to read it."""

from __future__ import annotations

from cor_desktop.actions.policy import PolicyText
from cor_desktop.presenters.policy import PolicyPresenter
from cor_desktop.ui.my_data.fold import FoldButton
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.reading import Reading
from cor_desktop.ui.widgets.text import Label
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import _, marked


class PolicyButton(FoldButton):
    """Says that a text is open or closed."""

    OPEN, CLOSED = marked("Text open"), marked("Text closed")


class PolicyFold(Column):
    """A button that opens to the policy, or to why it cannot be had."""

    def __init__(self, page: Page, presenter: PolicyPresenter) -> None:
        super().__init__(gap=1)
        self._presenter = presenter
        self._inside = Column(gap=2)
        self.button = PolicyButton(_("The privacy policy"), self._show)
        self.words = Label("", "muted")
        self.text = Reading(_("Privacy policy"))
        self.trouble = Banner()
        self._waiting = Waiting(_("Fetching it …"))
        for part in (self.words, self.text, self.trouble, self._waiting):
            self._inside.add(part)
        self.add(self.button)
        self.add(self._inside)
        self._inside.hide()
        page.watch(presenter.policy, self._show_policy)
        page.watch(presenter.reading, self._waiting.set_busy)
        page.watch(presenter.trouble, self.trouble.show_trouble)

    def _show(self, opened: bool) -> None:
        self._inside.setVisible(opened)
        if opened:
            self._presenter.read()

    def _show_policy(self, text: PolicyText | None) -> None:
        self.words.setText(self._presenter.words)
        self.words.setVisible(text is not None)
        self.text.setVisible(text is not None)
        if text is not None:
            self.text.set_markdown(text.text)
