"""The rules a module keeps, beyond its fields: each a small function that gives its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cor_desktop.authoring.activity_rules import repeated, structure_faults, wording_faults
from cor_desktop.authoring.dictionaries import COMPLETE
from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.file_names import name_faults
from cor_desktop.authoring.parser import Parsed
from cor_desktop.authoring.pictures import picture_faults
from cor_desktop.authoring.play import play_faults
from cor_desktop.authoring.reading_level import reading_advice
from cor_desktop.authoring.source import Source
from cor_desktop.authoring.spelling import spelling_faults, unreadable_lists
from cor_protocol.module import Module

CONTACT_TIME_TOLERANCE = 0.10


def lint(parsed: Parsed) -> list[Fault]:
    """Everything that the rules find in a module, as far as its files could be read."""
    found = [*cannot_be_played(parsed), *wording_faults(parsed), *name_faults(parsed.source)]
    found += unreadable_lists(parsed.source)
    found += spelling_faults(parsed.source) if _spelling_is_sure(parsed) else ()
    if parsed.source.sound:
        found += [fault for rule in _MODULE_RULES for fault in rule(parsed)]
    if parsed.module is not None:
        found += [fault for rule in _WHOLE_MODULE_RULES for fault in rule(parsed, parsed.module)]
    return found


def worth_a_look(parsed: Parsed) -> list[Fault]:
    """What is told and keeps no module from being packed: it may be as the author wants it."""
    found = list(reading_advice(parsed.source))
    return found if _spelling_is_sure(parsed) else found + list(spelling_faults(parsed.source))


def _spelling_is_sure(parsed: Parsed) -> bool:
    return parsed.source.language.partition("-")[0] in COMPLETE


def lint_translation(parsed: Parsed) -> list[Fault]:
    """What the rules find in a module that was laid over its source: all that does not stand in the source already."""
    return [*cannot_be_played(parsed), *wording_faults(parsed)]


def cannot_be_played(parsed: Parsed) -> list[Fault]:
    """What has to be mended before anybody can go through the module; all else may wait while it is looked at."""
    found = [*parsed.faults, *structure_faults(parsed), *picture_faults(parsed)]
    if not found and parsed.module is not None:
        found += play_faults(parsed, parsed.module)
    return found


def _key_names_its_folder(parsed: Parsed) -> Iterator[Fault]:
    folder, module = parsed.source.folder.resolve().name, parsed.source.module
    if module.value["key"] != folder:
        yield module.fault(f"key: it must be the name of the folder, “{folder}”", "key")


def _order_names_the_files(parsed: Parsed) -> Iterator[Fault]:
    module, files = parsed.source.module, parsed.source.activities
    for place, name in enumerate(module.value["order"]):
        if name not in files and not (parsed.source.folder / "activities" / f"{name}.md").is_file():
            yield module.fault(_no_file(name, parsed.source), "order", place)
    for name, activity in files.items():
        if name not in module.value["order"]:
            yield Fault(activity.front.file, 1, "this activity is not in the order of module.yaml")


def _no_file(name: str, source: Source) -> str:
    """A name that Windows shows as `name.md` may end otherwise."""
    near = sorted(path.name for path in (source.folder / "activities").glob(f"{name}.*"))
    seen = f"; there is {near[0]}, whose name must end with .md" if near else ""
    return f"order: there is no file activities/{name}.md{seen}"


def _retired_ids_stay_unused(parsed: Parsed) -> Iterator[Fault]:
    module = parsed.source.module
    for place, name in enumerate(module.value.get("retired", ())):
        if name in module.value["order"]:
            yield module.fault(f"retired: “{name}” was used once and may not be used again", "retired", place)


def _ids_are_unique(parsed: Parsed) -> Iterator[Fault]:
    module = parsed.source.module
    for field in ("objectives", "bibliography"):
        yield from repeated([item["id"] for item in module.value[field]], module, field)


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


def _minutes_fill_the_contact_time(parsed: Parsed) -> Iterator[Fault]:
    module = parsed.source.module
    taken = _minutes(parsed.source)
    stated = sum(item["hours"] for item in module.value["contact_hours"]) * 60
    least, most = ((1 + part) * stated for part in (-CONTACT_TIME_TOLERANCE, CONTACT_TIME_TOLERANCE))
    if taken is not None and not least - 1e-9 <= taken <= most + 1e-9:
        sentence = (
            f"contact_hours: they come to {stated:g} minutes, so the activities may take "
            f"{least:g} to {most:g}; together they take {taken:g}"
        )
        yield module.fault(sentence, "contact_hours")


def _minutes(source: Source) -> float | None:
    """What all activities take, whatever else is to be mended in them; None where one does not say."""
    fronts = [source.activities[name].front.value for name in source.module.value["order"] if name in source.activities]
    told = [front["minutes"] for front in fronts if isinstance(front, dict) and _is_number(front.get("minutes"))]
    return sum(told) if len(told) == len(source.module.value["order"]) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _sources_are_cited(parsed: Parsed, module: Module) -> Iterator[Fault]:
    for place, entry in enumerate(module.bibliography):
        if entry.id not in parsed.texts.cited:
            yield parsed.source.module.fault(f"bibliography: no text cites “{entry.id}”", "bibliography", place)


def _pictures_are_shown(parsed: Parsed, module: Module) -> Iterator[Fault]:
    shown = {picture.figure.src for picture in parsed.texts.pictures} | {module.cover}
    for name in sorted(set(parsed.source.media) - shown):
        file = parsed.source.file("media", name)
        yield Fault(file, 1, "no text shows this picture, and it is not the cover")


_MODULE_RULES: tuple[Callable[[Parsed], Iterator[Fault]], ...] = (
    _key_names_its_folder,
    _order_names_the_files,
    _retired_ids_stay_unused,
    _ids_are_unique,
    _objectives_exist,
    _minutes_fill_the_contact_time,
)
_WHOLE_MODULE_RULES: tuple[Callable[[Parsed, Module], Iterator[Fault]], ...] = (
    _objectives_are_used,
    _sources_are_cited,
    _pictures_are_shown,
)
"""Rules about what all files say together; where one of them cannot be read they would only mislead."""
