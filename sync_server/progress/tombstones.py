"""Deletions: erasing a record but for its tombstone, and keeping the log outside the database level with it (B8)."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from sync_server.audit import domain as audit
from sync_server.common import clock
from sync_server.common.tombstones import FILE, Tombstone, append, read
from sync_server.progress import models, sql
from sync_server.progress.registry import on_deleted


def log_file() -> Path:
    """Where this server keeps the log."""
    return Path(settings.COR_DATA) / FILE


def entomb(learner: str, at: int) -> None:
    """Erase a record but for its tombstone, in the caller's transaction. Nothing is logged, audited or told."""
    sql.lock_record(learner)
    for table in (models.Fact, models.Epoch, models.EstablishedCompletion, models.Oddity, models.Correction):
        table.objects.filter(learner=learner).delete()
    for erase in on_deleted:
        erase(learner)
    models.Record.objects.filter(learner=learner).update(
        deleted_at=at, revision=F("revision") + 1, count=0, total="0" * 32, certificates=0, pending=False, odd=0
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
