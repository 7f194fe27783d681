"""Statements to rate for oneself, and what their mean gets back."""

from __future__ import annotations

from cor_desktop.learning.feedback import rating_feedback
from cor_desktop.presenters.activities.base import still_open
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import ngettext
from cor_protocol.module import Html, Rating


class RatingPresenter:
    """`ratings` holds one step of the scale per statement, from 1, or None; `feedback` comes when all are rated."""

    def __init__(self, activity: Rating) -> None:
        self.activity = activity
        self.ratings: Observable[tuple[int | None, ...]] = Observable((None,) * len(activity.statements))
        self.feedback: Observable[Html | None] = Observable(None)
        self.through = Observable(False)

    def rate(self, statement: int, step: int) -> None:
        """Rate one statement (counted from 0) by a step of the scale (counted from 1)."""
        ratings = self.ratings.value
        self.ratings.set((*ratings[:statement], step, *ratings[statement + 1 :]))
        given = [one for one in self.ratings.value if one is not None]
        if len(given) == len(ratings):
            self.feedback.set(rating_feedback(self.activity, given))
            self.through.set(True)

    def waiting(self) -> str:
        """How many statements are not rated yet."""
        count = self.ratings.value.count(None)
        sentence = ngettext("{number} statement is still open.", "{number} statements are still open.", count)
        return still_open(sentence, count)
