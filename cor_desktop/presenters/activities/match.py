"""Pairs to find: pick one side, then the other."""

from __future__ import annotations

import random
from collections.abc import Mapping

from cor_desktop.learning.feedback import PairFeedback, match_feedback, shuffled
from cor_desktop.presenters.activities.base import still_open
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _, ngettext
from cor_protocol.module import Match


class MatchPresenter:
    """`lefts` and `rights` stand in the order shown; `chosen` joins a left side to a right one, one to one."""

    def __init__(self, activity: Match, chance: random.Random) -> None:
        self.activity = activity
        self.lefts = tuple(pair.left for pair in activity.pairs)
        places = shuffled(len(activity.pairs), chance)
        self.rights = tuple(activity.pairs[place].right for place in places)
        self.held: Observable[str | None] = Observable(self.lefts[0])
        self.chosen: Observable[Mapping[str, str]] = Observable({})
        self.feedback: Observable[tuple[PairFeedback, ...]] = Observable(())
        self.through = Observable(False)

    def hold(self, left: str) -> None:
        """Pick a left side; the next right side goes with it."""
        self.held.set(left)

    def join(self, right: str) -> None:
        """Join a right side to the left side held, then hold the next left side that is free."""
        left = self.held.value
        if left is None:
            return
        others = {one: other for one, other in self.chosen.value.items() if left != one and right != other}
        self.feedback.set(())
        self.chosen.set({**others, left: right})
        self.held.set(next((one for one in self.lefts if one not in self.chosen.value), None))

    @property
    def ready(self) -> bool:
        """Whether every left side has a right one."""
        return len(self.chosen.value) == len(self.lefts)

    def look(self) -> None:
        """Show what belongs together, and why; before all are joined there is nothing to show."""
        if self.ready:
            self.feedback.set(match_feedback(self.activity, self.chosen.value))
            self.through.set(True)

    def waiting(self) -> str:
        """How many pairs are open, or that the explanation was not looked at yet."""
        if self.ready:
            return _("The explanation is still to come: press “See what fits”.")
        count = len(self.lefts) - len(self.chosen.value)
        sentence = ngettext("{number} pair is still open.", "{number} pairs are still open.", count)
        return still_open(sentence, count)
