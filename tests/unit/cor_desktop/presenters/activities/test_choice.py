from __future__ import annotations

import random
from typing import Literal

from cor_desktop.learning.feedback import OptionFeedback
from cor_desktop.presenters.activities.choice import ChoicePresenter
from cor_protocol.module import Choice, ChoiceItem, ChoiceOption, Html

OPTIONS = (ChoiceOption("a", Html("fa"), True), ChoiceOption("b", Html("fb")), ChoiceOption("c", Html("fc")))


def item(select: Literal["one", "many"]) -> ChoiceItem:
    return ChoiceItem(select, Html("?"), select, OPTIONS, shuffle=True, hints=(Html("h1"), Html("h2")))


def choice() -> ChoicePresenter:
    activity = Choice("c", "C", 1, (), True, (), (item("one"), item("many")))
    return ChoicePresenter(activity, random.Random(5))


def test_options_are_shown_shuffled() -> None:
    one = choice().items[0]
    assert sorted(one.places) == [0, 1, 2] != list(one.places)


def test_one_choice_brings_its_feedback_at_once() -> None:
    one = choice().items[0]
    one.choose(1)
    assert one.feedback.value == (OptionFeedback(1, True, False, Html("fb")),)


def test_choosing_another_takes_the_first_choice_back() -> None:
    one = choice().items[0]
    one.choose(1)
    one.choose(2)
    assert one.chosen.value == {2}


def test_many_choices_get_feedback_when_it_is_asked_for() -> None:
    many = choice().items[1]
    many.choose(1)
    assert not many.feedback.value
    many.look()
    assert [(shown.html, shown.chosen) for shown in many.feedback.value] == [("fb", True), ("fa", False)]


def test_changing_many_choices_puts_the_feedback_away() -> None:
    many = choice().items[1]
    many.choose(1)
    many.look()
    many.choose(1)
    assert (many.chosen.value, many.feedback.value) == (frozenset(), ())


def test_looking_without_a_choice_shows_nothing() -> None:
    presenter = choice()
    presenter.items[1].look()
    assert not presenter.items[1].answered


def test_hints_come_one_by_one() -> None:
    one = choice().items[0]
    one.hint()
    assert list(one.hints.value) == ["h1"]
    one.hint()
    one.hint()
    assert list(one.hints.value) == ["h1", "h2"]


def test_one_has_been_through_when_every_question_was_answered_once() -> None:
    presenter = choice()
    presenter.items[0].choose(2)
    assert (presenter.through.value, presenter.waiting()) == (False, "One question is still open.")
    presenter.items[1].choose(0)
    presenter.items[1].look()
    assert presenter.through.value


def test_where_many_are_chosen_what_was_found_is_told_with_what_is_missing() -> None:
    one, many = choice().items
    one.choose(0)
    many.choose(1)
    assert (one.found(), many.found()) == ("", "")
    many.look()
    assert many.found() == "You found 0 of 1 that the studies support. What is missing is shown as well."
    many.choose(0)
    many.look()
    assert many.found() == "You found all 1 that the studies support."
