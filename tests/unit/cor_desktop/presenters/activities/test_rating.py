from __future__ import annotations

from cor_desktop.presenters.activities.rating import RatingPresenter
from cor_protocol.module import Band, Html, Rating


def rating() -> RatingPresenter:
    bands = (Band(1.5, Html("low")), Band(3, Html("high")))
    return RatingPresenter(Rating("r", "R", 1, (), True, (), ("no", "some", "yes"), ("a", "b"), bands))


def test_feedback_waits_until_every_statement_is_rated() -> None:
    presenter = rating()
    presenter.rate(0, 1)
    assert (presenter.feedback.value, presenter.through.value) == (None, False)


def test_the_last_rating_brings_feedback_and_one_has_been_through() -> None:
    presenter = rating()
    presenter.rate(1, 2)
    presenter.rate(0, 1)
    assert (presenter.feedback.value, presenter.through.value) == ("low", True)


def test_rating_anew_changes_the_feedback() -> None:
    presenter = rating()
    presenter.rate(0, 1)
    presenter.rate(1, 1)
    presenter.rate(1, 3)
    assert presenter.feedback.value == "high"


def test_it_says_how_many_statements_are_open() -> None:
    presenter = rating()
    assert presenter.waiting() == "Two statements are still open."
    presenter.rate(1, 3)
    assert presenter.waiting() == "One statement is still open."
