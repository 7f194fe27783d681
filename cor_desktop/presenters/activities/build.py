"""Which presenter an activity gets. Made anew each time an activity is shown, so that no answer outlives its page."""

from __future__ import annotations

import random

from cor_desktop.presenters.activities.base import ActivityPresenter, Restful
from cor_desktop.presenters.activities.choice import ChoicePresenter
from cor_desktop.presenters.activities.match import MatchPresenter
from cor_desktop.presenters.activities.order import OrderPresenter
from cor_desktop.presenters.activities.plan import PlanPresenter
from cor_desktop.presenters.activities.rating import RatingPresenter
from cor_desktop.presenters.activities.scenario import ScenarioPresenter
from cor_protocol.module import Activity, Choice, Match, Order, Plan, Rating, Reading, Reflection, Scenario


def presenter_for(activity: Activity, chance: random.Random) -> ActivityPresenter:
    """Make the presenter of an activity; `chance` shuffles what is to be shuffled."""
    match activity:
        case Reading() | Reflection():
            return Restful()
        case Rating():
            return RatingPresenter(activity)
        case Choice():
            return ChoicePresenter(activity, chance)
        case Order():
            return OrderPresenter(activity, chance)
        case Match():
            return MatchPresenter(activity, chance)
        case Scenario():
            return ScenarioPresenter(activity)
        case Plan():
            return PlanPresenter(activity)
