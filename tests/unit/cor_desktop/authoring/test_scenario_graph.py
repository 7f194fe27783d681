from __future__ import annotations

from cor_desktop.authoring.scenario_graph import scenario_faults
from cor_desktop.authoring.strict_yaml import Loaded
from cor_protocol.module import Ending, Html, Node, Scenario, ScenarioOption

END = Ending("mixed", Html("<p>x</p>"))


def node(name: str, *targets: str) -> Node:
    options = tuple(ScenarioOption(target, Html("<p>x</p>"), target) for target in targets)
    return Node(name, Html("<p>x</p>"), options, None if targets else END)


def faults_of(start: str, *nodes: Node) -> list[str]:
    scenario = Scenario("id", "Title", 3, (), True, (), start, nodes)
    return [fault.sentence for fault in scenario_faults(scenario, Loaded("x.md"))]


def test_a_scenario_whose_paths_all_end_has_no_fault() -> None:
    assert faults_of("a", node("a", "b", "c"), node("b", "c"), node("c")) == []


def test_a_way_back_is_no_fault_where_another_way_ends() -> None:
    assert faults_of("a", node("a", "b", "c"), node("b", "a"), node("c")) == []


def test_a_start_that_is_missing_is_told() -> None:
    assert faults_of("z", node("a", "b"), node("b"))[0] == "start: there is no moment called “z”"


def test_an_option_that_leads_nowhere_is_told() -> None:
    assert faults_of("a", node("a", "b", "z"), node("b")) == ["goto: there is no moment called “z”"]


def test_a_moment_nobody_can_meet_is_told() -> None:
    assert faults_of("a", node("a", "b"), node("b"), node("c", "b")) == ["no path leads to “c”"]


def test_a_circle_without_a_way_out_is_told() -> None:
    assert faults_of("a", node("a", "b", "d"), node("b", "c"), node("c", "b"), node("d")) == [
        "no path leads from “b” to an ending",
        "no path leads from “c” to an ending",
    ]
