"""Which widget an activity gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from cor_desktop.presenters.activities.choice import ChoicePresenter
from cor_desktop.presenters.activities.match import MatchPresenter
from cor_desktop.presenters.activities.order import OrderPresenter
from cor_desktop.presenters.activities.plan import PlanPresenter
from cor_desktop.presenters.activities.rating import RatingPresenter
from cor_desktop.presenters.activities.scenario import ScenarioPresenter
from cor_desktop.presenters.module import Shown
from cor_desktop.ui.activities.choice import ChoiceWidget
from cor_desktop.ui.activities.match import MatchWidget
from cor_desktop.ui.activities.order import OrderWidget
from cor_desktop.ui.activities.plan import PlanWidget
from cor_desktop.ui.activities.rating import RatingWidget
from cor_desktop.ui.activities.scenario import ScenarioWidget
from cor_desktop.ui.citations import References
from cor_desktop.ui.reflection import Question, ReflectionWidget
from cor_desktop.ui.widgets.box import Column
from cor_protocol.module import Plan, Prompt, Reflection


@dataclass(frozen=True, slots=True)
class Around:
    """What a widget may need of the module and the page: sources, language, and ways to help and to paper."""

    references: References
    language: str
    how_proved: Callable[[], None]
    print_plan: Callable[[Plan], None]
    save_plan: Callable[[Plan], None]


def activity_widget(shown: Shown, around: Around) -> QWidget:
    """Make the widget for what is to be done in an activity; an empty one where there is only text."""
    if isinstance(shown.activity, Reflection):
        questions = (_question(prompt) for prompt in shown.activity.prompts)
        return ReflectionWidget(questions, around.language, around.how_proved)
    match shown.presenter:
        case RatingPresenter() as presenter:
            return RatingWidget(presenter, around.references)
        case ChoicePresenter() as presenter:
            return ChoiceWidget(presenter, around.references)
        case OrderPresenter() as presenter:
            return OrderWidget(presenter, around.references)
        case MatchPresenter() as presenter:
            return MatchWidget(presenter, around.references)
        case ScenarioPresenter() as presenter:
            return ScenarioWidget(presenter, around.references)
        case PlanPresenter() as presenter:
            plan = presenter.activity
            return PlanWidget(presenter, partial(around.print_plan, plan), partial(around.save_plan, plan))
    return Column()


def _question(prompt: Prompt) -> Question:
    hints = tuple((notice.any_of, notice.say) for notice in prompt.notice)
    return Question(prompt.ask, prompt.model, prompt.check_yourself, hints, prompt.otherwise)
