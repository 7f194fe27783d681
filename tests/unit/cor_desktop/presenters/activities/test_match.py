from __future__ import annotations

import random

from cor_desktop.presenters.activities.match import MatchPresenter
from cor_protocol.module import Html, Match, Pair

PAIRS = (Pair("a", "1", Html("wa")), Pair("b", "2", Html("wb")), Pair("c", "3", Html("wc")))


def match() -> MatchPresenter:
    return MatchPresenter(Match("m", "M", 1, (), True, (), "?", PAIRS), random.Random(2))


def joined(*rights: str) -> MatchPresenter:
    presenter = match()
    for right in rights:
        presenter.join(right)
    return presenter


def test_the_right_sides_are_shown_shuffled() -> None:
    presenter = match()
    assert sorted(presenter.rights) == ["1", "2", "3"] != list(presenter.rights)


def test_joining_goes_on_to_the_next_free_left_side() -> None:
    presenter = joined("2")
    assert (dict(presenter.chosen.value), presenter.held.value) == ({"a": "2"}, "b")


def test_a_right_side_joined_again_leaves_the_pair_it_was_in() -> None:
    presenter = joined("2", "2")
    assert (dict(presenter.chosen.value), presenter.held.value) == ({"b": "2"}, "a")


def test_a_pair_can_be_joined_anew() -> None:
    presenter = joined("1", "2")
    presenter.hold("a")
    presenter.join("3")
    assert (dict(presenter.chosen.value), presenter.held.value) == ({"a": "3", "b": "2"}, "c")


def test_nothing_is_joined_while_nothing_is_held() -> None:
    presenter = joined("1", "2", "3")
    presenter.join("1")
    assert dict(presenter.chosen.value) == {"a": "1", "b": "2", "c": "3"}


def test_looking_before_all_are_joined_shows_nothing() -> None:
    presenter = joined("1", "2")
    presenter.look()
    assert (presenter.through.value, presenter.waiting()) == (False, "One pair is still open.")


def test_looking_shows_what_belongs_together() -> None:
    presenter = joined("2", "1", "3")
    presenter.look()
    assert [pair.together for pair in presenter.feedback.value] == [False, False, True]
    assert presenter.through.value
