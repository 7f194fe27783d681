"""What an answer gets back, on the spot. Pure: answers in, words of the module out; nothing is kept.

Nobody is told "wrong". Each option says what follows from it, and what research supports is marked as that.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cor_protocol.module import ChoiceItem, Html, Match, Order, Rating


@dataclass(frozen=True, slots=True)
class OptionFeedback:
    """What follows from one option. `option` is its place in the item; `chosen` whether the learner took it."""

    option: int
    chosen: bool
    supported: bool
    html: Html


@dataclass(frozen=True, slots=True)
class StepFeedback:
    """Where one step of an order stands and belongs, both counted from 1."""

    text: str
    stands: int
    belongs: int

    @property
    def in_place(self) -> bool:
        """Whether it stands where the module's order has it."""
        return self.stands == self.belongs


@dataclass(frozen=True, slots=True)
class PairFeedback:
    """What goes with `left`, what the learner put there, and why the two belong together."""

    left: str
    chosen: str
    belongs: str
    why: Html

    @property
    def together(self) -> bool:
        """Whether the learner put together what belongs together."""
        return self.chosen == self.belongs


def choice_feedback(item: ChoiceItem, chosen: Collection[int]) -> tuple[OptionFeedback, ...]:
    """Say what follows from each chosen option, then from supported ones left out. `chosen` holds places from 0."""
    given = [
        OptionFeedback(place, place in chosen, option.correct, option.feedback)
        for place, option in enumerate(item.options)
        if place in chosen or (item.select == "many" and option.correct)
    ]
    return tuple(sorted(given, key=lambda one: not one.chosen))


def rating_feedback(rating: Rating, ratings: Sequence[int]) -> Html:
    """Pick the band for the mean of `ratings`, each from 1 to the length of the scale. Needs at least one."""
    mean = sum(ratings) / len(ratings)
    return next((band.feedback for band in rating.bands if mean <= band.up_to), rating.bands[-1].feedback)


def order_feedback(order: Order, arranged: Sequence[str]) -> tuple[StepFeedback, ...]:
    """Say for each step, as the learner arranged them, where it stands and where it belongs."""
    return tuple(StepFeedback(text, at, order.sequence.index(text) + 1) for at, text in enumerate(arranged, start=1))


def match_feedback(match: Match, chosen: Mapping[str, str]) -> tuple[PairFeedback, ...]:
    """Say for each pair what the learner put to its left side (`chosen`: left to right), and why it belongs."""
    return tuple(PairFeedback(pair.left, chosen[pair.left], pair.right, pair.why) for pair in match.pairs)


def shuffled(count: int, chance: random.Random, keep_order: bool = False) -> tuple[int, ...]:
    """Bring the places 0 to count-1 into a new order, never the given one unless `keep_order` or there is no other."""
    places = list(range(count))
    while not keep_order and count > 1 and places == sorted(places):
        chance.shuffle(places)
    return tuple(places)
