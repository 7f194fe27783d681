"""YAML 1.2 as authors may write it: strict, and every value remembers its line.

Text stays text. `no`, `1.0` and `2011` are words unless their key is one that the schema gives a number or a
true/false, so a surname or an answer never turns into something else. Duplicate keys, anchors, tags, and prose in flow
style, which would be split at its commas, are faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.yaml_advice import advice_on

MAX_DEPTH = 12

Path = tuple[str | int, ...]
"""Where a value stands: the keys and list places that lead to it."""

Kinds = Mapping[str, str]
"""Which keys hold no text, and what instead: `boolean`, `integer` or `number`."""

_FLOW_WORD = re.compile(r"[^\s,]*")
_NUMBERS = {"integer": re.compile(r"-?[0-9]{1,15}"), "number": re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")}
_BOOLEANS = {"true": True, "false": False}


@dataclass(slots=True)
class Loaded:
    """What a file's YAML says, and where. `lines` holds the line of each value, `texts` that of a text's first word."""

    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    texts: dict[Path, int] = field(default_factory=dict)

    def at(self, path: Path) -> Any:
        """The value at `path`. Raises KeyError or IndexError where there is none."""
        value = self.value
        for step in path:
            value = value[step]
        return value

    def line(self, *path: str | int) -> int:
        """The line of the value at `path`, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def text_line(self, *path: str | int) -> int:
        """The line on which the text at `path` begins."""
        return self.texts.get(path) or self.line(*path)

    def fault(self, sentence: str, *path: str | int) -> Fault:
        """A fault at the value at `path`."""
        return Fault(self.file, self.line(*path), sentence)


class _UnreadableError(Exception):
    """The rest of the text makes no sense any more."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


def load_yaml(text: str, file: str, kinds: Kinds, first_line: int = 1) -> tuple[Loaded, list[Fault]]:
    """Read YAML that begins on `first_line` of `file`. Where there are faults, the value may be incomplete."""
    builder = _Builder(text, file, kinds, first_line)
    try:
        builder.document()
    except _UnreadableError as error:
        builder.report(error.line, error.sentence)
    except YAMLError as error:
        builder.give_up(*advice_on(error, text))
    return builder.loaded, builder.faults


class _Builder:
    """Turns the events of one document into plain values."""

    def __init__(self, text: str, file: str, kinds: Kinds, first_line: int) -> None:
        self._events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(text))
        self._kinds = kinds
        self._first_line = first_line
        self.loaded = Loaded(file)
        self.faults: list[Fault] = []

    def report(self, line: int, sentence: str) -> None:
        """Note a fault on a line of the YAML, counted from 0."""
        self.faults.append(Fault(self.loaded.file, self._first_line + line, sentence))

    def give_up(self, line: int, sentence: str) -> None:
        """Note why nothing more can be read; what was found on that line before comes of the same mistake."""
        self.faults = [fault for fault in self.faults if fault.line != self._first_line + line]
        self.report(line, sentence)

    def document(self) -> None:
        """Read the one document."""
        for event in self._events:
            name = type(event).__name__
            if name in ("StreamStartEvent", "DocumentStartEvent", "DocumentEndEvent"):
                continue
            if name == "StreamEndEvent":
                return
            if () in self.loaded.lines:
                raise _UnreadableError(event.start_mark.line, "there is a second document after this `---`")
            self.loaded.value = self._value(event, (), in_flow=False)

    def _value(self, event: Any, path: Path, in_flow: bool) -> Any:
        line = event.start_mark.line
        self.loaded.lines.setdefault(path, self._first_line + line)
        self._check_plain(event, line)
        match type(event).__name__:
            case "MappingStartEvent":
                return self._mapping(path, in_flow or event.flow_style)
            case "SequenceStartEvent":
                return self._sequence(path, in_flow or event.flow_style)
            case "ScalarEvent":
                return self._scalar(event, path, in_flow)
        return ""  # an alias: reported above

    def _check_plain(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self.report(line, "anchors (`&name`, `*name`) are not used here: write the text out, or put it in quotes")
        if getattr(event, "ctag", None) is not None:
            self.report(line, "tags (`!name`) are not used here: put the text in quotes")

    def _mapping(self, path: Path, in_flow: bool) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while type(event := next(self._events)).__name__ != "MappingEndEvent":
            key = self._key(event, path)
            self.loaded.lines[(*path, key)] = self._first_line + event.start_mark.line
            if key in found:
                self.report(event.start_mark.line, f"“{key}” stands here a second time")
            found[key] = self._value(next(self._events), (*path, key), in_flow)
        return found

    def _key(self, event: Any, path: Path) -> str:
        if type(event).__name__ != "ScalarEvent" or len(path) >= MAX_DEPTH:
            raise _UnreadableError(event.start_mark.line, "the name of a field must be one word")
        self._check_plain(event, event.start_mark.line)
        return str(event.value)

    def _sequence(self, path: Path, in_flow: bool) -> list[Any]:
        found: list[Any] = []
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            if len(path) >= MAX_DEPTH:
                raise _UnreadableError(event.start_mark.line, "lists stand too deep in one another")
            found.append(self._value(event, (*path, len(found)), in_flow))
        return found

    def _scalar(self, event: Any, path: Path, in_flow: bool) -> Any:
        line, text = event.start_mark.line, str(event.value)
        in_block = event.style in ("|", ">")
        self.loaded.texts[path] = self._first_line + line + in_block
        if event.style:
            return text.strip() if in_block else text
        if in_flow and not _FLOW_WORD.fullmatch(text):
            self.report(
                line, f"“{text:.30}” is prose between brackets, where commas split it: write a list with dashes"
            )
        return self._typed(text, path)

    def _typed(self, text: str, path: Path) -> Any:
        kind = self._kinds.get(str(path[-1])) if path else None
        if kind == "boolean":
            return _BOOLEANS.get(text, text)
        if kind in _NUMBERS and _NUMBERS[kind].fullmatch(text):
            return float(text) if "." in text else int(text)
        return text
