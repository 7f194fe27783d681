"""Names that every system can hold: whoever unpacks a module on Windows gets the same files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.source import Source

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def name_faults(source: Source) -> Iterator[Fault]:
    """The files and folders of a module that Windows cannot hold, or cannot tell apart."""
    seen: dict[str, Path] = {}
    yield from _faults_of(source.folder.resolve(), source.file())
    for path in sorted(source.folder.rglob("*")):
        within = path.relative_to(source.folder)
        yield from _faults_of(path, source.file(*within.parts))
        if (other := seen.setdefault(str(within).casefold(), within)) != within:
            sentence = f"Windows cannot tell this from {other.as_posix()}: names must differ in more than capitals"
            yield Fault(source.file(*within.parts), 1, sentence)


def _faults_of(path: Path, shown: str) -> Iterator[Fault]:
    if _RESERVED.fullmatch(path.name):
        yield Fault(shown, 1, f"Windows keeps the name “{path.name}” for itself: choose another")
    elif path.name.endswith((".", " ")) or _FORBIDDEN.search(path.name):
        yield Fault(shown, 1, f"Windows cannot hold a file named “{path.name}”")
