"""Which days and pages are kept about the learner, in plain words."""

from __future__ import annotations

from cor_desktop.presenters.usage import UsagePresenter
from cor_desktop.ui.widgets.box import Card, Column
from cor_desktop.ui.widgets.question import QuestionButton
from cor_desktop.ui.widgets.text import Label
from cor_desktop.words import _


class UsageCard(Card):
    """A sentence, and below it the pages, once somebody wants to see them."""

    def __init__(self, presenter: UsagePresenter) -> None:
        super().__init__(gap=2)
        self._presenter = presenter
        self.sentence = Label()
        self.pages = Column(gap=2, margin=2)
        self.opened = QuestionButton(_("The pages you opened"), self.pages.setVisible)
        for part in (
            Label(_("Days and pages"), "heading"),
            Label(
                _("Kept with your record, once a day for each page: never what you wrote or answered there."), "muted"
            ),
            self.sentence,
            self.opened,
            self.pages,
        ):
            self.add(part)
        self.pages.hide()

    def refresh(self) -> None:
        """Show the record as it is now."""
        self._presenter.refresh()
        self.sentence.setText(self._presenter.sentence)
        self.pages.clear()
        for line in self._presenter.lines:
            self.pages.add(Label(f"{line.title}: {line.words}"))
        self.opened.setVisible(bool(self._presenter.lines))
