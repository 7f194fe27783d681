"""A module's folder, turned into the Module that learners run, or into faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cor_desktop.authoring.activity_parser import parse_activity
from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.markdown import MarkdownReader
from cor_desktop.authoring.source import Source
from cor_desktop.authoring.strict_yaml import Loaded
from cor_protocol.module import Activity, Block, ContactHours, Module, Objective, Reference


@dataclass(slots=True)
class Parsed:
    """What a folder says, as far as it can be understood, for the rules to look at.

    `module` is None where a file is too faulty to build one; `activities` are those that could be read, by file name.
    """

    source: Source
    texts: MarkdownReader
    activities: dict[str, Activity] = field(default_factory=dict)
    facilitation: tuple[Block, ...] = ()
    module: Module | None = None

    @property
    def faults(self) -> list[Fault]:
        """What reading the files found; the rules of `lint` come beside it."""
        return self.source.faults + self.texts.faults


def parse(source: Source) -> Parsed:
    """Read every text of `source` and build its module where all files are sound."""
    parsed = Parsed(source, MarkdownReader(_short_names(source.module)))
    for name, activity in source.activities.items():
        if activity.sound:
            parsed.activities[name] = parse_activity(activity, parsed.texts)
    if source.facilitation is not None:
        parsed.facilitation = parsed.texts.blocks(source.facilitation)
    order = source.module.value["order"] if source.sound else ()
    if source.sound and all(name in parsed.activities for name in order):
        parsed.module = _module(parsed, source.module.value)
    return parsed


def _short_names(module: Loaded) -> dict[str, str] | None:
    """How the bibliography names its sources, as far as it can be read; None where there is none to be read."""
    entries = module.value.get("bibliography") if isinstance(module.value, dict) else None
    if not isinstance(entries, list):
        return None
    sources = [entry for entry in entries if isinstance(entry, dict)]
    return {str(entry.get("id")): str(entry.get("short")) for entry in sources}


def _module(parsed: Parsed, fields: dict[str, Any]) -> Module:
    return Module(
        key=fields["key"],
        version=fields["version"],
        number=fields["number"],
        language=fields["language"],
        title=_line(fields["title"]),
        summary=_line(fields["summary"]),
        cover=fields["cover"],
        contact_hours=tuple(
            ContactHours(_line(item["category"]), float(item["hours"])) for item in fields["contact_hours"]
        ),
        objectives=tuple(Objective(item["id"], _line(item["text"])) for item in fields["objectives"]),
        bibliography=tuple(_reference(item) for item in fields["bibliography"]),
        activities=tuple(parsed.activities[name] for name in fields["order"]),
        facilitation=parsed.facilitation,
    )


def _reference(item: dict[str, Any]) -> Reference:
    return Reference(item["id"], _line(item["short"]), _line(item["full"]), item.get("doi", ""))


def _line(text: str) -> str:
    """Plain text in one line, however the author broke it."""
    return " ".join(text.split())
