from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from cor_desktop.ui.activities.choice import ChoiceWidget
from cor_desktop.ui.activities.match import MatchWidget
from cor_desktop.ui.activities.order import OrderWidget
from cor_desktop.ui.activities.plan import PlanWidget
from cor_desktop.ui.activities.rating import RatingWidget
from cor_desktop.ui.activities.scenario import ScenarioWidget
from cor_desktop.ui.reflection import ReflectionWidget
from cor_protocol.module import Choice, Match, Order, Plan, Rating, Reflection, Scenario
from tests.fakes.player import Player

WIDGETS: dict[type, type[QWidget]] = {
    Rating: RatingWidget,
    Choice: ChoiceWidget,
    Match: MatchWidget,
    Order: OrderWidget,
    Scenario: ScenarioWidget,
    Reflection: ReflectionWidget,
    Plan: PlanWidget,
}


@pytest.mark.parametrize(("kind", "widget"), WIDGETS.items())
def test_every_type_has_its_widget(player: Player, kind: type, widget: type[QWidget]) -> None:
    player.open(kind)
    assert len(player.find(widget)) == 1


def test_a_reading_asks_for_nothing(player: Player) -> None:
    assert not any(player.find(widget) for widget in WIDGETS.values())
