"""A module's folder as its author wrote it, read from disk: front matter with lines, bodies, pictures."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.schema import schema_faults, typed_keys
from cor_desktop.authoring.strict_yaml import Loaded, load_yaml

MAX_TEXT = 256 * 1024
"""Bytes of the largest text file that is read."""

MAX_PICTURE = 400_000
"""Bytes of the largest picture that is read: the whole course has to fit on a slow line."""

_FENCE = "---"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Body:
    """A Markdown text: the file it is in, and the line on which it begins.

    `lines` are given where its lines come from several places of a file, as those of a translation do.
    """

    file: str
    line: int
    text: str
    lines: tuple[int, ...] = ()

    def line_at(self, place: int) -> int:
        """The line of the file for a line of the text, counted from 0."""
        return self.lines[min(place, len(self.lines) - 1)] if self.lines else self.line + place


@dataclass(frozen=True, slots=True)
class ActivitySource:
    """One file of `activities/`. `sound` where its front matter is as the schema wants it."""

    front: Loaded
    body: Body
    sound: bool


@dataclass(slots=True)
class Source:
    """A module's folder. `activities` are by file name without `.md`; `media` are bytes by file name."""

    folder: Path
    module: Loaded
    sound: bool = False
    activities: dict[str, ActivitySource] = field(default_factory=dict)
    facilitation: Body | None = None
    media: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The language it is written in; English where module.yaml cannot tell."""
        return str(self.module.value["language"]) if self.sound else "en"

    def file(self, *parts: str) -> str:
        """The name of a file of this module, as faults tell it."""
        return shown_path(self.folder.joinpath(*parts))


def read_source(folder: Path) -> Source:
    """Read a module's folder. What cannot be read, and what the schema does not allow, stands in its `faults`."""
    source = Source(folder, Loaded(shown_path(folder / "module.yaml")))
    _read_module(source)
    for path in sorted((folder / "activities").glob("*.md")):
        _read_activity(source, path)
    text = _read_text(source, folder / "facilitation.md")
    source.facilitation = None if text is None else Body(source.file("facilitation.md"), 1, text)
    if text is not None and not text.strip():
        source.faults.append(Fault(source.file("facilitation.md"), 1, "the page for a school team is empty"))
    for path in sorted((folder / "media").glob("*")):
        if not _is_of_the_system(path):
            _read_picture(source, path)
    return source


def shown_path(path: Path) -> str:
    """A path as an author would type it from where the program runs."""
    here = Path.cwd()
    return os.fspath(path.absolute().relative_to(here) if path.absolute().is_relative_to(here) else path)


def _is_of_the_system(path: Path) -> bool:
    """What a file manager leaves in a folder and hides from its owner."""
    return path.name.startswith(".") or path.name.casefold() in ("thumbs.db", "desktop.ini")


def _read_module(source: Source) -> None:
    text = _read_text(source, source.folder / "module.yaml")
    if text is None:
        return
    source.module, faults = load_yaml(text, source.file("module.yaml"), typed_keys("module"))
    faults = faults or schema_faults(source.module, "module")
    source.sound = not faults
    source.faults += faults


def _read_activity(source: Source, path: Path) -> None:
    if (text := _read_text(source, path)) is None:
        return
    file = shown_path(path)
    yaml, body = _split(text, file)
    if yaml is None:
        source.faults.append(Fault(file, 1, "the file must begin with a line `---`, its fields, and a line `---`"))
        return
    front, faults = load_yaml(yaml, file, typed_keys("activity"), first_line=2)
    faults = faults or schema_faults(front, "activity")
    source.faults += faults
    source.activities[path.stem] = ActivitySource(front, body, not faults)


def _split(text: str, file: str) -> tuple[str | None, Body]:
    """Split an activity's file at its two fences; None for the front matter where they are not there."""
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == _FENCE][:2]
    if len(fences) < 2 or fences[0] != 0:
        return None, Body(file, 1, "")
    end = fences[1]
    return "\n".join(lines[1:end]) + "\n", Body(file, end + 2, "\n".join(lines[end + 1 :]))


def _read_text(source: Source, path: Path) -> str | None:
    raw = _read_bytes(source, path, MAX_TEXT)
    if raw is None:
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        source.faults.append(Fault(shown_path(path), line, "this is not UTF-8: save the file as UTF-8 in your editor"))
        return None
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        source.faults.append(Fault(shown_path(path), line, "there is an invisible control character in this line"))
    return text


def _read_picture(source: Source, path: Path) -> None:
    if (raw := _read_bytes(source, path, MAX_PICTURE)) is not None:
        source.media[path.name] = raw


def _read_bytes(source: Source, path: Path, limit: int) -> bytes | None:
    if not path.is_file():
        source.faults.append(Fault(shown_path(path), 1, "this file is missing"))
    elif (size := path.stat().st_size) > limit:
        sentence = f"the file has {size // 1000:,} kB; at most {limit // 1000:,} kB are allowed"
        source.faults.append(Fault(shown_path(path), 1, sentence))
    else:
        return path.read_bytes()
    return None
