from __future__ import annotations

from cor_desktop.presenters.activities.scenario import ScenarioPresenter
from cor_protocol.module import Ending, Html, Node, Scenario, ScenarioOption

GREET = ScenarioOption("Greet.", Html("She looks up."), "end")
WAIT = ScenarioOption("Wait.", Html("She passes."), "desk")
STAY = ScenarioOption("Stay.", Html("Nobody speaks."), "silence")
NODES = (
    Node("door", Html("She comes in."), (GREET, WAIT)),
    Node("desk", Html("She sits."), (GREET, WAIT, STAY)),
    Node("end", Html("A smile."), ending=Ending("strong", Html("Small is enough."))),
    Node("silence", Html("The bell."), ending=Ending("costly", Html("It was a long lesson."))),
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


def test_what_was_done_before_is_known_where_it_was_done() -> None:
    presenter = scenario()
    presenter.take(WAIT)
    assert not presenter.was_tried(WAIT)  # at the desk
    presenter.go_back_to(0)
    assert (presenter.was_tried(WAIT), presenter.was_tried(GREET)) == (True, False)


def test_endings_seen_are_counted_once_each() -> None:
    presenter = scenario()
    for way in ((GREET,), (GREET,), (WAIT, STAY)):
        presenter.go_back_to(0)
        for option in way:
            presenter.take(option)
        if way == (GREET,):
            assert presenter.endings_seen() == "You have seen 1 of 2 endings."
    assert presenter.endings_seen() == "You have seen all 2 endings of this scene."


def test_a_scene_with_one_ending_does_not_count_it() -> None:
    nodes = (Node("door", Html("She comes in."), (GREET, GREET)), NODES[2])
    assert ScenarioPresenter(Scenario("s", "S", 1, (), True, (), "door", nodes)).endings_seen() == ""
