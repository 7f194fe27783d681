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

from django.conf import settings
from django.db import transaction
from django.db.models import F

from sync_server.audit import domain as audit
from sync_server.common import clock
from sync_server.progress import models, sql
from sync_server.progress.registry import on_deleted

FILE = "tombstones.log"
DELETED = "deleted"
"""The reason's class, so far the only one: somebody had the record deleted. Never words that a person wrote."""

_LINE = re.compile(r"learner ([a-z2-7]{26}) (\d{1,15}) ([a-z_]{1,32}) ([0-9a-f]{16})")


class Tombstone(NamedTuple):
    """One deletion of a learner's record; `at` in UTC seconds, `why` the reason's class."""

    learner: str
    at: int
    why: str = DELETED


def log_file() -> Path:
    """Where this server keeps the log."""
    return Path(settings.COR_DATA) / FILE


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


def entomb(learner: str, at: int) -> None:
    """Erase a record but for its tombstone, in the caller's transaction. Nothing is logged, audited or told."""
    sql.lock_record(learner)
    for table in (models.Fact, models.Epoch, models.EstablishedCompletion):
        table.objects.filter(learner=learner).delete()
    for erase in on_deleted:
        erase(learner)
    models.Record.objects.filter(learner=learner).update(
        deleted_at=at, revision=F("revision") + 1, count=0, total="0" * 32, certificates=0, pending=False
    )


def level() -> int:
    """Give the database the tombstones that only the log has, and the other way round; how many it gave the database.

    A database older than the log was put back from a backup. A log without a tombstone is new, or was lost.
    """
    logged = {stone.learner: stone for stone in read(log_file())}
    buried = dict(models.Record.objects.exclude(deleted_at=None).values_list("learner", "deleted_at"))
    append(log_file(), [Tombstone(learner, at or 0) for learner, at in sorted(buried.items()) if learner not in logged])
    missing = [stone for learner, stone in sorted(logged.items()) if learner not in buried]
    for stone in missing:
        with transaction.atomic():
            entomb(stone.learner, stone.at)
            audit.record("server", "learner.deleted", f"learner {stone.learner}", "again, from the log of deletions")
    return len(missing)


def now(learner: str) -> Tombstone:
    """The tombstone of a deletion that happens now."""
    return Tombstone(learner, clock.now())


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
