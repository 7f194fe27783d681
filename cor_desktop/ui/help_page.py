"""The page of questions and answers, and whom to ask."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer

from cor_desktop.presenters.help import LICENCES, QUESTIONS, HelpPresenter, Question
from cor_desktop.ui.surroundings import Surroundings
from cor_desktop.ui.widgets.box import Card, Column
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.question import QuestionButton
from cor_desktop.ui.widgets.text import Label
from cor_desktop.words import _


def build_help(around: Surroundings) -> Page:
    """Build the page."""
    return HelpPage(HelpPresenter(around.desk, around.background))


class HelpPage(Page):
    """Questions that open to their answers. Entered with a question's anchor, that one is open."""

    def __init__(self, presenter: HelpPresenter) -> None:
        super().__init__(_("Help"), ems=46)
        self._presenter = presenter
        self._wanted: Answer | None = None
        self.answers = {question.anchor: Answer(question) for question in QUESTIONS}
        self.column.add(Label(_("These answers are here without a network, too."), "muted"))
        listed = Card(gap=1)
        for answer in self.answers.values():
            listed.add(answer)
        self.contact = Label()
        self.column.add(listed)
        self.column.add(self._more())
        self.column.stretch()
        self.watch(presenter.contact, self.contact.setText)

    def enter(self, argument: str) -> None:
        self._presenter.look_up_contact()
        self._wanted = self.answers.get(argument)
        if self._wanted:
            self._wanted.open()
            QTimer.singleShot(0, self._wanted, self._bring)

    def focus_first(self) -> None:
        if self._wanted:
            self._wanted.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().focus_first()

    def _bring(self) -> None:
        """The question at the top, its answer below it."""
        if self._wanted:
            self.verticalScrollBar().setValue(self._wanted.mapTo(self.column, QPoint(0, 0)).y())

    def _more(self) -> Card:
        card = Card(gap=2)
        card.add(Label(_("Something else?"), "heading"))
        card.add(self.contact)
        card.add(Label(self._presenter.version, "caption"))
        card.add(Label(_(LICENCES), "caption"))
        return card


class Answer(Column):
    """One question; pressing it opens and closes what answers it."""

    def __init__(self, question: Question) -> None:
        super().__init__(gap=0)
        self.words = Column(gap=2, margin=3)
        for paragraph in _(question.answer).split("\n\n"):
            self.words.add(Label(paragraph))
        self.button = QuestionButton(_(question.ask), self.words.setVisible)
        self.add(self.button)
        self.add(self.words)
        self.words.hide()

    def open(self) -> None:
        """Show the answer."""
        self.button.setChecked(True)
