from __future__ import annotations

import random

from cor_desktop.presenters.activities.order import OrderPresenter
from cor_protocol.module import Html, Order

STEPS = ("choose", "notice", "say", "listen")


def order() -> OrderPresenter:
    return OrderPresenter(Order("o", "O", 1, (), True, (), "?", STEPS, Html("<p>why</p>")), random.Random(3))


def arrange(presenter: OrderPresenter, steps: tuple[str, ...]) -> None:
    for place, step in enumerate(steps):
        presenter.move(presenter.arranged.value.index(step), place)


def test_the_steps_are_shown_shuffled() -> None:
    assert sorted(order().arranged.value) == sorted(STEPS)
    assert order().arranged.value != STEPS


def test_a_step_moves_to_where_it_is_put() -> None:
    presenter = order()
    first, *rest = presenter.arranged.value
    assert presenter.move(0, 2)
    assert presenter.arranged.value == (*rest[:2], first, *rest[2:])


def test_a_step_does_not_move_off_the_end() -> None:
    presenter = order()
    before = presenter.arranged.value
    assert not presenter.move(0, -1)
    assert not presenter.move(3, 4)
    assert presenter.arranged.value == before


def test_looking_shows_where_each_step_belongs() -> None:
    presenter = order()
    arrange(presenter, STEPS)
    presenter.look()
    assert all(step.in_place for step in presenter.feedback.value)
    assert presenter.through.value


def test_moving_a_step_puts_the_feedback_away() -> None:
    presenter = order()
    presenter.look()
    presenter.move(0, 1)
    assert presenter.feedback.value == ()
    assert presenter.through.value


def test_our_order_is_laid_out_until_a_step_moves() -> None:
    presenter = order()
    presenter.lay_ours()
    assert (presenter.arranged.value, presenter.ours) == (STEPS, True)
    presenter.move(0, 1)
    assert not presenter.ours
