from __future__ import annotations

import dataclasses

import pytest

from cor_desktop.authoring.parser import parse
from cor_desktop.authoring.play import MOST_WAYS, can_be_completed, gone_through, play_faults, ways_through
from cor_desktop.authoring.source import read_source
from cor_protocol.module import Ending, Html, Module, Node, Scenario, ScenarioOption
from tests.factories.module_folder import ModuleFolder

END = Ending("mixed", Html("<p>Over.</p>"))


def option(goto: str, text: str = "Go") -> ScenarioOption:
    return ScenarioOption(text, Html(f"<p>To {goto}.</p>"), goto)


def a_scene(**moments: tuple[ScenarioOption, ...]) -> Scenario:
    """Moments with their options; one without any is an ending."""
    nodes = tuple(Node(name, Html("<p>…</p>"), options, None if options else END) for name, options in moments.items())
    return Scenario("decide", "A decision", 5, ("notice",), True, (), next(iter(moments)), nodes)


@pytest.fixture
def module(sample: ModuleFolder) -> Module:
    found = parse(read_source(sample.folder)).module
    assert found is not None
    return found


def test_every_way_through_a_scene_is_found() -> None:
    scene = a_scene(
        door=(option("desk"), option("hall")), desk=(option("hall"), option("end")), hall=(option("end"),), end=()
    )
    ways = [[taken.goto for taken in way] for way in ways_through(scene)]
    assert sorted(ways) == [["desk", "end"], ["desk", "hall", "end"], ["hall", "end"]]


def test_a_way_may_lead_in_circles_and_takes_each_option_once() -> None:
    scene = a_scene(door=(option("desk"), option("end")), desk=(option("door", "Back"), option("end")), end=())
    ways = [[taken.goto for taken in way] for way in ways_through(scene)]
    assert sorted(ways) == [["desk", "door", "end"], ["desk", "end"], ["end"]]


def test_a_scene_with_countless_ways_is_played_for_a_while_only() -> None:
    moments = {f"m{n}": tuple(option(f"m{n + 1}", f"{n} {way}") for way in range(4)) for n in range(12)}
    assert len(ways_through(a_scene(**moments, m12=()))) == MOST_WAYS


def test_a_sound_module_can_be_completed(module: Module) -> None:
    assert can_be_completed(module)


def test_every_type_of_activity_lets_the_learner_go_on(module: Module) -> None:
    assert {type(one).__name__: gone_through(one) for one in module.activities} == dict.fromkeys(
        ("Reading", "Reflection", "Scenario", "Choice", "Order", "Match", "Rating", "Plan"), True
    )


def test_a_scene_that_never_ends_keeps_the_module_from_being_completed(sample: ModuleFolder) -> None:
    parsed = parse(read_source(sample.folder))
    assert parsed.module is not None
    endless = dataclasses.replace(
        a_scene(fork=(option("home"),)), nodes=(Node("fork", Html(""), (option("home"),)), Node("home", Html("")))
    )
    activities = tuple(endless if one.id == "decide" else one for one in parsed.module.activities)
    faults = play_faults(parsed, dataclasses.replace(parsed.module, activities=activities))
    assert [f"{fault.file}:{fault.line}: {fault.sentence}" for fault in faults] == [
        "content/small-steps/activities/decide.md:21: the way fork → home does not come to an ending",
        "content/small-steps/module.yaml:21: order: going through every activity does not complete the module",
    ]
