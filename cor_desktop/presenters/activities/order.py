"""Steps to bring into an order, by hand or by key."""

from __future__ import annotations

import random

from cor_desktop.learning.feedback import StepFeedback, order_feedback, shuffled
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _
from cor_protocol.module import Order


class OrderPresenter:
    """`arranged` holds the steps as they stand now; `feedback` belongs to the order that was looked at last.

    `ours` tells that the steps lie as the authors would have them, because the learner asked for it.
    """

    def __init__(self, activity: Order, chance: random.Random) -> None:
        self.activity = activity
        places = shuffled(len(activity.sequence), chance)
        self.arranged = Observable(tuple(activity.sequence[place] for place in places))
        self.feedback: Observable[tuple[StepFeedback, ...]] = Observable(())
        self.through = Observable(False)
        self.ours = False

    def move(self, place: int, to: int) -> bool:
        """Move the step at `place` to the place `to`, both from 0. False where there is no such place."""
        steps = list(self.arranged.value)
        if place == to or not 0 <= to < len(steps):
            return False
        steps.insert(to, steps.pop(place))
        self.ours = False
        self.feedback.set(())
        self.arranged.set(tuple(steps))
        return True

    def lay_ours(self) -> None:
        """Lay the steps as the authors would have them, to read them in that order."""
        self.ours = True
        self.arranged.set(self.activity.sequence)
        self.look()

    def look(self) -> None:
        """Show where each step belongs, and why."""
        self.feedback.set(order_feedback(self.activity, self.arranged.value))
        self.through.set(True)

    def waiting(self) -> str:
        """That the explanation was not looked at yet."""
        return _("The explanation is still to come: press “See how it fits”.")
