from __future__ import annotations

from cor_desktop.presenters.activities.scenario import ScenarioPresenter
from cor_protocol.module import Ending, Html, Node, Scenario, ScenarioOption

GREET = ScenarioOption("Greet.", Html("She looks up."), "end")
WAIT = ScenarioOption("Wait.", Html("She passes."), "desk")
NODES = (
    Node("door", Html("She comes in."), (GREET, WAIT)),
    Node("desk", Html("She sits."), (GREET, WAIT)),
    Node("end", Html("A smile."), ending=Ending("strong", Html("Small is enough."))),
)


def scenario() -> ScenarioPresenter:
    return ScenarioPresenter(Scenario("s", "S", 1, (), True, (), "door", NODES))


def way(presenter: ScenarioPresenter) -> list[str]:
    return [moment.node.id for moment in presenter.moments.value]


def test_the_scene_begins_at_its_start() -> None:
    presenter = scenario()
    assert (way(presenter), presenter.through.value) == (["door"], False)


def test_an_option_says_what_follows_and_leads_on() -> None:
    presenter = scenario()
    presenter.take(WAIT)
    assert (way(presenter), presenter.moments.value[0].follows) == (["door", "desk"], "She passes.")


def test_an_ending_reached_is_been_through() -> None:
    presenter = scenario()
    presenter.take(GREET)
    assert presenter.through.value


def test_going_back_opens_the_moment_again_and_drops_what_came_after() -> None:
    presenter = scenario()
    presenter.take(WAIT)
    presenter.take(GREET)
    presenter.go_back_to(0)
    assert (way(presenter), presenter.moments.value[0].taken) == (["door"], None)


def test_an_ending_reached_once_counts_after_going_back() -> None:
    presenter = scenario()
    presenter.take(GREET)
    presenter.go_back_to(0)
    assert presenter.through.value
