"""The log of deletions outside the database, so that a database put back from an old backup learns of them (row B8).

`tombstones.log` in the data folder, one line a deletion: what was deleted, its id, when (UTC seconds), the reason's
class, and a checksum over these. A log is a set that only grows: two of them are joined by union, in any order. A line
is on the disk before the deletion is committed, so the log may be ahead of the database, never behind it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

FILE = "tombstones.log"
DELETED = "deleted"
"""The reason's class, so far the only one: somebody had the record deleted. Never words that a person wrote."""

_LINE = re.compile(r"learner ([a-z2-7]{26}) (\d{1,15}) ([a-z_]{1,32}) ([0-9a-f]{16})")


class Tombstone(NamedTuple):
    """One deletion of a learner's record; `at` in UTC seconds, `why` the reason's class."""

    learner: str
    at: int
    why: str = DELETED


def read(file: Path) -> list[Tombstone]:
    """The tombstones of a log; none where there is no file. Lines that were torn or damaged are passed over."""
    try:
        lines = file.read_bytes().decode("ascii", "replace").splitlines()
    except FileNotFoundError:
        return []
    found = [_LINE.fullmatch(line) for line in lines]
    stones = [(Tombstone(line[1], int(line[2]), line[3]), line[4]) for line in found if line]
    return [stone for stone, checksum in stones if _checksum(stone) == checksum]


def append(file: Path, stones: Iterable[Tombstone]) -> None:
    """Add lines; they are on the disk when this returns. Raises OSError."""
    text = "".join(f"{_words(stone)} {_checksum(stone)}\n" for stone in stones)
    if not text:
        return
    handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        torn = _is_torn(handle)
        os.write(handle, (b"\n" if torn else b"") + text.encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)
    _sync_folder(file.parent)


def _words(stone: Tombstone) -> str:
    return f"learner {stone.learner} {stone.at} {stone.why}"


def _checksum(stone: Tombstone) -> str:
    return hashlib.sha256(_words(stone).encode("ascii")).hexdigest()[:16]


def _is_torn(handle: int) -> bool:
    """Tell whether the last line has no end: whoever wrote it was killed."""
    size = os.lseek(handle, 0, os.SEEK_END)
    if size == 0:
        return False
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) != b"\n"


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no such call for folders; its file system journals names
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
