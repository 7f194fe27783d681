"""The paths through a scenario: every one leads somewhere, and every moment can be met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.strict_yaml import Loaded
from cor_protocol.module import Scenario


def scenario_faults(scenario: Scenario, front: Loaded) -> Iterator[Fault]:
    """What is wrong with the paths of `scenario`, whose front matter is `front`."""
    leads_to = {node.id: {option.goto for option in node.options} for node in scenario.nodes}
    yield from _missing_targets(scenario, front)
    begins = [scenario.start] if scenario.start in leads_to else list(leads_to)  # where none begins, that alone is told
    reached = _reachable(begins, leads_to)
    ends = [node.id for node in scenario.nodes if node.ending is not None]
    comes_to_rest = _reachable(ends, _reversed(leads_to))
    for name in leads_to:
        if name not in reached:
            yield front.fault(f"no path leads to “{name}”", "nodes", name)
        elif name not in comes_to_rest:
            yield front.fault(f"no path leads from “{name}” to an ending", "nodes", name)


def _missing_targets(scenario: Scenario, front: Loaded) -> Iterator[Fault]:
    names = {node.id for node in scenario.nodes}
    if scenario.start not in names:
        yield front.fault(f"start: there is no moment called “{scenario.start}”", "start")
    for node in scenario.nodes:
        for place, option in enumerate(node.options):
            if option.goto not in names:
                sentence = f"goto: there is no moment called “{option.goto}”"
                yield front.fault(sentence, "nodes", node.id, "options", place, "goto")


def _reachable(starts: Iterable[str], leads_to: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += leads_to.get(name, ())
    return found


def _reversed(leads_to: Mapping[str, set[str]]) -> dict[str, set[str]]:
    backwards: dict[str, set[str]] = {}
    for name, targets in leads_to.items():
        for target in targets:
            backwards.setdefault(target, set()).add(name)
    return backwards
