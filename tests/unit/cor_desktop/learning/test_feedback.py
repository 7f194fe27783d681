from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cor_desktop.learning.feedback import (
    OptionFeedback,
    PairFeedback,
    StepFeedback,
    choice_feedback,
    match_feedback,
    order_feedback,
    rating_feedback,
    shuffled,
)
from cor_protocol.module import Band, ChoiceItem, ChoiceOption, Html, Match, Order, Pair, Rating

OPTIONS = tuple(
    ChoiceOption(text, Html(f"<p>{text} follows</p>"), correct)
    for text, correct in (("greet", True), ("scold", False), ("ask", True))
)
COMMON = {"id": "x", "title": "X", "minutes": 1.0, "objectives": (), "required": True, "body": ()}


def item(select: str) -> ChoiceItem:
    return ChoiceItem("one", Html("<p>?</p>"), select, OPTIONS)  # type: ignore[arg-type]


def given_for(place: int, chosen: bool) -> OptionFeedback:
    return OptionFeedback(place, chosen, OPTIONS[place].correct, OPTIONS[place].feedback)


def test_one_choice_gets_its_own_feedback_only() -> None:
    assert choice_feedback(item("one"), {1}) == (given_for(1, True),)


def test_many_choices_get_theirs_and_then_what_was_left_out_and_is_supported() -> None:
    assert choice_feedback(item("many"), {1, 2}) == (given_for(1, True), given_for(2, True), given_for(0, False))


@pytest.mark.parametrize(("ratings", "said"), [((1, 2), "low"), ((2, 3), "high"), ((5, 5), "high")])
def test_the_mean_rating_picks_its_band(ratings: tuple[int, ...], said: str) -> None:
    bands = (Band(1.5, Html("low")), Band(5, Html("high")))
    rating = Rating(**COMMON, scale=("1", "2", "3", "4", "5"), statements=("a", "b"), bands=bands)  # type: ignore[arg-type]
    assert rating_feedback(rating, ratings) == said


def test_an_order_is_told_where_each_step_stands_and_belongs() -> None:
    order = Order(**COMMON, prompt="?", sequence=("a", "b", "c"), feedback=Html(""))  # type: ignore[arg-type]
    assert order_feedback(order, ("b", "a", "c")) == (
        StepFeedback("b", 1, 2),
        StepFeedback("a", 2, 1),
        StepFeedback("c", 3, 3),
    )


def test_a_match_is_told_what_belongs_to_each_and_why() -> None:
    pairs = (Pair("a", "1", Html("why a")), Pair("b", "2", Html("why b")))
    match = Match(**COMMON, prompt="?", pairs=pairs)  # type: ignore[arg-type]
    assert match_feedback(match, {"a": "2", "b": "1"}) == (
        PairFeedback("a", "2", "1", Html("why a")),
        PairFeedback("b", "1", "2", Html("why b")),
    )


@given(st.integers(0, 8), st.integers())
def test_shuffling_keeps_every_place_and_never_gives_the_answer_away(count: int, seed: int) -> None:
    places = shuffled(count, random.Random(seed))
    assert sorted(places) == list(range(count))
    assert count < 2 or list(places) != sorted(places)


def test_an_author_who_wants_the_order_kept_gets_it_kept() -> None:
    assert shuffled(4, random.Random(1), keep_order=True) == (0, 1, 2, 3)
