"""The rules a module keeps, beyond its fields: each a small function that gives its faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.parser import Parsed
from cor_desktop.authoring.pictures import picture_faults
from cor_desktop.authoring.scenario_graph import scenario_faults
from cor_desktop.authoring.strict_yaml import Loaded
from cor_protocol.module import Activity, Choice, ChoiceItem, Module, Rating, Scenario

CONTACT_TIME_TOLERANCE = 0.10

_ANSWERING_FIELDS = frozenset({"feedback", "why", "hints", "takeaway", "otherwise"})
_HARSH = re.compile(r"\b(wrong|incorrect)(ly)?\b", re.IGNORECASE)


def lint(parsed: Parsed) -> list[Fault]:
    """Everything that the rules find in a module, as far as its files could be read."""
    found = [fault for name in parsed.activities for rule in _ACTIVITY_RULES for fault in rule(name, parsed)]
    found += picture_faults(parsed)
    if parsed.source.sound:
        found += [fault for rule in _MODULE_RULES for fault in rule(parsed)]
    if parsed.module is not None:
        found += [fault for rule in _WHOLE_MODULE_RULES for fault in rule(parsed, parsed.module)]
    return found


def _key_names_its_folder(parsed: Parsed) -> Iterator[Fault]:
    folder, module = parsed.source.folder.resolve().name, parsed.source.module
    if module.value["key"] != folder:
        yield module.fault(f"key: it must be the name of the folder, “{folder}”", "key")


def _order_names_the_files(parsed: Parsed) -> Iterator[Fault]:
    module, files = parsed.source.module, parsed.source.activities
    for place, name in enumerate(module.value["order"]):
        if name not in files:
            yield module.fault(f"order: there is no file activities/{name}.md", "order", place)
    for name, activity in files.items():
        if name not in module.value["order"]:
            yield Fault(activity.front.file, 1, "this activity is not in the order of module.yaml")


def _retired_ids_stay_unused(parsed: Parsed) -> Iterator[Fault]:
    module = parsed.source.module
    for place, name in enumerate(module.value.get("retired", ())):
        if name in module.value["order"]:
            yield module.fault(f"retired: “{name}” was used once and may not be used again", "retired", place)


def _ids_are_unique(parsed: Parsed) -> Iterator[Fault]:
    module = parsed.source.module
    for field in ("objectives", "bibliography"):
        yield from _repeated([item["id"] for item in module.value[field]], module, field)


def _objectives_are_used(parsed: Parsed, module: Module) -> Iterator[Fault]:
    used = {objective for activity in module.activities for objective in activity.objectives}
    for place, objective in enumerate(module.objectives):
        if objective.id not in used:
            sentence = f"no activity serves the objective “{objective.id}”"
            yield parsed.source.module.fault(sentence, "objectives", place)


def _objectives_exist(parsed: Parsed) -> Iterator[Fault]:
    known = {objective["id"] for objective in parsed.source.module.value["objectives"]}
    for name, activity in parsed.activities.items():
        for place, objective in enumerate(activity.objectives):
            if objective not in known:
                front = parsed.source.activities[name].front
                yield front.fault(f"objectives: module.yaml has no objective “{objective}”", "objectives", place)


def _minutes_fill_the_contact_time(parsed: Parsed, module: Module) -> Iterator[Fault]:
    stated = sum(item.hours for item in module.contact_hours) * 60
    if abs(module.minutes - stated) > CONTACT_TIME_TOLERANCE * stated + 1e-9:
        sentence = f"contact_hours: they come to {stated:g} minutes, and the activities to {module.minutes:g}"
        yield parsed.source.module.fault(sentence, "contact_hours")


def _sources_are_cited(parsed: Parsed, module: Module) -> Iterator[Fault]:
    for place, entry in enumerate(module.bibliography):
        if entry.id not in parsed.texts.cited:
            yield parsed.source.module.fault(f"bibliography: no text cites “{entry.id}”", "bibliography", place)


def _pictures_are_shown(parsed: Parsed, module: Module) -> Iterator[Fault]:
    shown = {picture.figure.src for picture in parsed.texts.pictures} | {module.cover}
    for name in sorted(set(parsed.source.media) - shown):
        file = parsed.source.file("media", name)
        yield Fault(file, 1, "no text shows this picture, and it is not the cover")


def _id_names_its_file(name: str, parsed: Parsed) -> Iterator[Fault]:
    front = parsed.source.activities[name].front
    if front.value["id"] != name:
        yield front.fault(f"id: it must be the name of the file, “{name}”", "id")


def _nobody_is_told_wrong(name: str, parsed: Parsed) -> Iterator[Fault]:
    front = parsed.source.activities[name].front
    for path in front.texts:
        field = next((step for step in reversed(path) if isinstance(step, str)), "")
        answers = field in _ANSWERING_FIELDS or (path[-3:-2] == ("notice",) and field == "say")
        if answers and (found := _HARSH.search(str(front.at(path)))):
            sentence = f"{field}: nobody is told “{found[0]}”; say what follows from the choice"
            yield front.fault(sentence, *path)


def _activity_is_whole(name: str, parsed: Parsed) -> Iterator[Fault]:
    activity, front = parsed.activities[name], parsed.source.activities[name].front
    yield from _faults_of_type(activity, front)


def _faults_of_type(activity: Activity, front: Loaded) -> Iterator[Fault]:
    match activity:
        case Scenario():
            yield from scenario_faults(activity, front)
        case Choice():
            yield from _choice_faults(activity, front)
        case Rating():
            yield from _rating_faults(activity, front)
        case _:
            return


def _choice_faults(choice: Choice, front: Loaded) -> Iterator[Fault]:
    yield from _repeated([item.id for item in choice.items], front, "items")
    for place, item in enumerate(choice.items):
        yield from _item_faults(item, front, place)


def _item_faults(item: ChoiceItem, front: Loaded, place: int) -> Iterator[Fault]:
    supported = sum(option.correct for option in item.options)
    if item.select == "one" and supported != 1:
        sentence = f"“{item.id}”: exactly one option must say `correct: true`, and {supported} do"
        yield front.fault(sentence, "items", place)
    if item.select == "many" and supported == 0:
        yield front.fault(f"“{item.id}”: at least one option must say `correct: true`", "items", place)


def _rating_faults(rating: Rating, front: Loaded) -> Iterator[Fault]:
    limits = [band.up_to for band in rating.bands]
    if limits != sorted(set(limits)):
        yield front.fault("bands: each `up_to` must be above the one before", "bands")
    if limits[-1] != len(rating.scale):
        yield front.fault(f"bands: the last `up_to` must be {len(rating.scale)}, the end of the scale", "bands")


def _repeated(ids: Iterable[str], front: Loaded, field: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name in seen:
            yield front.fault(f"{field}: the id “{name}” is used twice", field, place)
        seen.add(name)


_MODULE_RULES: tuple[Callable[[Parsed], Iterator[Fault]], ...] = (
    _key_names_its_folder,
    _order_names_the_files,
    _retired_ids_stay_unused,
    _ids_are_unique,
    _objectives_exist,
)
_WHOLE_MODULE_RULES: tuple[Callable[[Parsed, Module], Iterator[Fault]], ...] = (
    _objectives_are_used,
    _minutes_fill_the_contact_time,
    _sources_are_cited,
    _pictures_are_shown,
)
"""Rules about what all files say together; where one of them cannot be read they would only mislead."""

_ACTIVITY_RULES: tuple[Callable[[str, Parsed], Iterator[Fault]], ...] = (
    _id_names_its_file,
    _nobody_is_told_wrong,
    _activity_is_whole,
)
