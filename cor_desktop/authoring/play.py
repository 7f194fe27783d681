"""Playing a module before a learner does, with the presenters that a learner has: every way through every scene.

The graph of a scenario says that an ending can be reached; here each way is really walked. On one way no option is
taken twice, so a scene may lead in circles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.parser import Parsed
from cor_desktop.authoring.strict_yaml import Loaded
from cor_desktop.learning import runner
from cor_desktop.learning.feedback import rating_feedback
from cor_desktop.presenters.activities.base import ActivityPresenter
from cor_desktop.presenters.activities.build import presenter_for
from cor_desktop.presenters.activities.choice import ChoicePresenter
from cor_desktop.presenters.activities.match import MatchPresenter
from cor_desktop.presenters.activities.order import OrderPresenter
from cor_desktop.presenters.activities.rating import RatingPresenter
from cor_desktop.presenters.activities.scenario import ScenarioPresenter
from cor_protocol.module import Activity, Html, Module, Rating, Scenario, ScenarioOption

MOST_WAYS = 3_000
"""Ways through one scene that are walked; a scene with more has each of its options on one of these."""

Way = tuple[ScenarioOption, ...]


def play_faults(parsed: Parsed, module: Module) -> Iterator[Fault]:
    """What playing a sound module finds: ways that do not end, feedback that nobody gets, a module nobody completes."""
    for name, activity in zip(parsed.source.module.value["order"], module.activities, strict=True):
        front = parsed.source.activities[name].front
        if isinstance(activity, Scenario):
            yield from _scene_faults(activity, front)
        if isinstance(activity, Rating):
            yield from _unheard_bands(activity, front)
    if not can_be_completed(module):
        yield parsed.source.module.fault("order: going through every activity does not complete the module", "order")


def ways_through(scenario: Scenario) -> list[Way]:
    """The ways from the start to an ending, or to where every option was taken: at most `MOST_WAYS`."""
    found: list[Way] = []
    waiting: list[Way] = [()]
    while waiting and len(found) < MOST_WAYS:
        way = waiting.pop()
        node = scenario.node(way[-1].goto if way else scenario.start)
        fresh = [option for option in node.options if not any(option is taken for taken in way)]
        if fresh:
            waiting += [(*way, option) for option in reversed(fresh)]
        else:
            found.append(way)
    return found


def can_be_completed(module: Module) -> bool:
    """Go through a module from its first page to its last, doing what each asks for, and tell whether that was all."""
    run = runner.start(module, (), (), False)
    run, _ = runner.step(run, runner.Opened(module.activities[0].id))
    effects: tuple[runner.Effect, ...] = ()
    for activity in module.activities:
        run, _ = runner.step(run, runner.BeenThrough(activity.id, gone_through(activity)))
        run, effects = runner.step(run, runner.ContinuePressed())
    return runner.Celebrate() in effects


def gone_through(activity: Activity) -> bool:
    """Do once what an activity asks for, and tell whether it lets the learner go on."""
    presenter = presenter_for(activity, random.Random(0))  # noqa: S311 - shuffles an exercise
    _answer(presenter)
    return presenter.through.value


def _answer(presenter: ActivityPresenter) -> None:
    match presenter:
        case ChoicePresenter():
            for item in presenter.items:
                for place in item.places:
                    item.choose(place)
                item.look()
        case OrderPresenter():
            presenter.look()
        case MatchPresenter():
            for pair in presenter.activity.pairs:
                presenter.hold(pair.left)
                presenter.join(pair.right)
            presenter.look()
        case RatingPresenter():
            for statement in range(len(presenter.activity.statements)):
                presenter.rate(statement, 1)
        case ScenarioPresenter():
            _walk(presenter, max(ways_through(presenter.activity), key=lambda way: _ends(presenter.activity, way)))
        case _:
            return


def _scene_faults(scenario: Scenario, front: Loaded) -> Iterator[Fault]:
    ways = ways_through(scenario)
    endless = [way for way in ways if not _ends(scenario, way) and not _leads_back(scenario, way)]
    for way in endless:
        names = " → ".join((scenario.start, *(option.goto for option in way)))
        yield front.fault(
            f"the way {names} does not come to an ending", "nodes", way[-1].goto if way else scenario.start
        )


def _ends(scenario: Scenario, way: Way) -> bool:
    """Walk a way as a learner does, and tell whether it ends, each step having said what follows from it."""
    presenter = ScenarioPresenter(scenario)
    _walk(presenter, way)
    told = [moment.follows for moment in presenter.moments.value[:-1]]
    return presenter.through.value and told == [option.feedback for option in way]


def _walk(presenter: ScenarioPresenter, way: Way) -> None:
    for option in way:
        presenter.take(option)


def _leads_back(scenario: Scenario, way: Way) -> bool:
    """Whether a way only stopped because it came back to a moment where every option had been taken."""
    return bool(way) and bool(scenario.node(way[-1].goto).options)


def _unheard_bands(rating: Rating, front: Loaded) -> Iterator[Fault]:
    """Feedback for means that no ratings have: with one statement and a scale of three there is no 1.5."""
    count, steps = len(rating.statements), len(rating.scale)
    numbered = tuple(replace(band, feedback=Html(str(place))) for place, band in enumerate(rating.bands))
    probe = replace(rating, bands=numbered)
    heard = {rating_feedback(probe, _ratings(count, total)) for total in range(count, count * steps + 1)}
    for place, band in enumerate(rating.bands):
        if str(place) not in heard:
            yield front.fault(f"bands: no ratings come to a mean for “up to {band.up_to:g}”", "bands", place)


def _ratings(count: int, total: int) -> list[int]:
    """As many ratings as there are statements, with this sum."""
    each, left = divmod(total, count)
    return [each + (place < left) for place in range(count)]
