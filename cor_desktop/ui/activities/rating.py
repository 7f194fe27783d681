"""Statements to rate, each with its scale, and the feedback below them once all are rated."""

from __future__ import annotations

from functools import partial

from cor_desktop.presenters.activities.rating import RatingPresenter
from cor_desktop.ui.activities.pieces import Feedback
from cor_desktop.ui.activities.scale import Scale
from cor_desktop.ui.citations import References
from cor_desktop.ui.widgets.box import Card, Column
from cor_desktop.ui.widgets.text import Label
from cor_desktop.words import _


class RatingWidget(Column):
    """The page of a rating."""

    def __init__(self, presenter: RatingPresenter, references: References) -> None:
        super().__init__(gap=4)
        self._feedback = Feedback(references)
        activity = presenter.activity
        for place, statement in enumerate(activity.statements):
            card = Card(gap=3)
            card.add(Label(statement, "lead"))
            card.add(Scale(statement, activity.scale, partial(presenter.rate, place)))
            self.add(card)
        self.add(self._feedback)
        presenter.feedback.subscribe(self._show)

    def _show(self, html: str | None) -> None:
        if html is not None:
            self._feedback.show_words(_("Where you might look"), html, "note-good")
            self._feedback.speak()
