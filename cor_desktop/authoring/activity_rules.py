"""The rules for one activity, beyond its fields: each a small function that gives its faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.parser import Parsed
from cor_desktop.authoring.scenario_graph import scenario_faults
from cor_desktop.authoring.strict_yaml import Loaded, Path
from cor_desktop.authoring.texts import field_of
from cor_protocol.module import Activity, Choice, ChoiceItem, Match, Rating, Scenario

_ANSWERING_FIELDS = frozenset({"feedback", "why", "hints", "takeaway", "otherwise"})
_HARSH = {
    "en": re.compile(r"\b(wrong|incorrect)(ly)?\b", re.IGNORECASE),
    "es": re.compile(r"\b(incorrect|equivocad|erróne)[oa]s?\b", re.IGNORECASE),
}
"""What nobody is told, by language."""


def structure_faults(parsed: Parsed) -> Iterator[Fault]:
    """What keeps an activity from being played at all."""
    for name, activity in parsed.activities.items():
        yield from _faults_of_type(activity, parsed.source.activities[name].front)


def wording_faults(parsed: Parsed) -> Iterator[Fault]:
    """What the texts of an activity may not say, and what its file must be called."""
    for name in parsed.activities:
        for rule in (_id_names_its_file, _nobody_is_told_wrong, _every_option_has_its_own_feedback):
            yield from rule(name, parsed)


def repeated(ids: Iterable[str], front: Loaded, field: str) -> Iterator[Fault]:
    """The ids of a list that stand in it twice."""
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name in seen:
            yield front.fault(f"{field}: the id “{name}” is used twice", field, place)
        seen.add(name)


def _id_names_its_file(name: str, parsed: Parsed) -> Iterator[Fault]:
    front = parsed.source.activities[name].front
    if front.value["id"] != name:
        yield front.fault(f"id: it must be the name of the file, “{name}”", "id")


def _nobody_is_told_wrong(name: str, parsed: Parsed) -> Iterator[Fault]:
    front = parsed.source.activities[name].front
    harsh = _HARSH.get(parsed.source.language, _HARSH["en"])
    for path in front.texts:
        if _answers(path) and (found := harsh.search(str(front.at(path)))):
            sentence = f"{field_of(path)}: nobody is told “{found[0]}”; say what follows from the choice"
            yield front.fault(sentence, *path)


def _answers(path: Path) -> bool:
    field = field_of(path)
    return field in _ANSWERING_FIELDS or (path[-3:-2] == ("notice",) and field == "say")


def _every_option_has_its_own_feedback(name: str, parsed: Parsed) -> Iterator[Fault]:
    front = parsed.source.activities[name].front
    seen: dict[str, int] = {}
    for path in front.texts:
        if field_of(path) not in ("feedback", "why", "takeaway"):
            continue
        told = " ".join(str(front.at(path)).casefold().split())
        if (line := seen.setdefault(told, front.line(*path))) != front.line(*path):
            yield front.fault(
                f"{field_of(path)}: the same stands on line {line}; say what follows from this one", *path
            )


def _faults_of_type(activity: Activity, front: Loaded) -> Iterator[Fault]:
    match activity:
        case Scenario():
            yield from scenario_faults(activity, front)
        case Choice():
            yield from _choice_faults(activity, front)
        case Rating():
            yield from _rating_faults(activity, front)
        case Match():
            for side in ("left", "right"):
                yield from _same_texts([getattr(pair, side) for pair in activity.pairs], front, "pairs", side=side)
        case _:
            return


def _choice_faults(choice: Choice, front: Loaded) -> Iterator[Fault]:
    yield from repeated([item.id for item in choice.items], front, "items")
    for place, item in enumerate(choice.items):
        yield from _supported_faults(item, front, place)
        yield from _same_texts([option.text for option in item.options], front, "items", place, "options", side="text")


def _supported_faults(item: ChoiceItem, front: Loaded, place: int) -> Iterator[Fault]:
    supported = sum(option.correct for option in item.options)
    if item.select == "one" and supported != 1:
        sentence = f"“{item.id}”: exactly one option must say `correct: true`, and {supported} do"
        yield front.fault(sentence, "items", place)
    if item.select == "many" and supported == 0:
        yield front.fault(f"“{item.id}”: at least one option must say `correct: true`", "items", place)


def _same_texts(texts: Iterable[str], front: Loaded, *at: str | int, side: str) -> Iterator[Fault]:
    """Texts between which a learner could not choose."""
    seen: set[str] = set()
    for place, text in enumerate(texts):
        if text.casefold() in seen:
            yield front.fault(
                f"{side}: “{text:.40}” stands here twice; nobody could tell the two apart", *at, place, side
            )
        seen.add(text.casefold())


def _rating_faults(rating: Rating, front: Loaded) -> Iterator[Fault]:
    limits = [band.up_to for band in rating.bands]
    if limits != sorted(set(limits)):
        yield front.fault("bands: each `up_to` must be above the one before", "bands")
    if limits[-1] != len(rating.scale):
        yield front.fault(f"bands: the last `up_to` must be {len(rating.scale)}, the end of the scale", "bands")
