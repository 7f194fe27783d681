from __future__ import annotations

from cor_desktop.presenters.activities.plan import PlanPresenter
from cor_protocol.module import Plan, Step

STEPS = (Step("Greet <one>.", "By name."), Step("Look."))


def plan() -> PlanPresenter:
    return PlanPresenter(Plan("p", "Two weeks", 1, (), True, (), STEPS))


def test_a_plan_may_be_left_empty() -> None:
    assert plan().through.value


def test_a_tick_can_be_taken_back() -> None:
    presenter = plan()
    presenter.tick(1)
    presenter.tick(0)
    presenter.tick(1)
    assert presenter.ticked.value == {0}
