"""Putting a backup back: read and checked whole, made ready beside the present server, and only then put in its place.

Clients send again what the backup does not have. What they do not know stands in the log of deletions, which is joined
with that of the backup: whoever was deleted stays deleted. The process that restores does nothing else: Django is set
up on the copy that is made ready.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from sync_server.common import clock, tombstones
from sync_server.config import state
from sync_server.config.backups import archive, swapping
from sync_server.config.backups.archive import Manifest
from sync_server.config.backups.swapping import Plan
from sync_server.config.databases import SQLITE_FILE
from sync_server.config.state import StateFault

_MARGIN = 64 * 1024 * 1024
"""Bytes that must be left on the disk."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: from when, what is in it, how many deletions since hold, and how many will send.

    `aside` is where the server of before lies, empty where there was none; `schema` where its PostgreSQL tables are.
    """

    made: str
    records: int
    facts: int
    mended: int
    deleted: int
    learners: int
    devices: int
    aside: Path | None
    schema: str
    course: int
    newer_course: int


def restore(data: Path, file: Path) -> Restored:
    """Put the server of a backup in the place of the one in `data`, which must not run. Raises StateFault.

    The caller is alone in the folder. Until the last step nothing of the present server is changed.
    """
    manifest = archive.verify(file)
    _check_room(data, manifest)
    stage = _staged(data, file, manifest)
    try:
        _check_secret(stage)
        return _put_in_place(data, stage, manifest)
    except BaseException:
        if not (data / state.RESTORING).exists():
            shutil.rmtree(stage, ignore_errors=True)
        raise


def _check_room(data: Path, manifest: Manifest) -> None:
    # The database once more: bringing it up to date may write all of it.
    needed = sum(part.size for part in manifest.files.values()) + manifest.files[SQLITE_FILE].size + _MARGIN
    if (free := shutil.disk_usage(data).free) < needed:
        raise StateFault(
            f"The disk has room for {free >> 20} MiB, and {needed >> 20} MiB are needed. Nothing was changed."
        )


def _staged(data: Path, file: Path, manifest: Manifest) -> Path:
    """Lay the backup out beside the present server, and join the two logs of deletions."""
    stage = data / swapping.STAGE
    shutil.rmtree(stage, ignore_errors=True)
    try:
        stage.mkdir(mode=0o700)
        archive.extract(file, manifest, stage)
        known = set(tombstones.read(stage / tombstones.FILE))
        since = [stone for stone in tombstones.read(data / tombstones.FILE) if stone not in known]
        tombstones.append(stage / tombstones.FILE, since)
    except BaseException as fault:
        shutil.rmtree(stage, ignore_errors=True)
        if isinstance(fault, OSError):
            raise StateFault(f"The backup could not be laid out: {fault.strerror}. Nothing was changed.") from fault
        raise
    return stage


def _check_secret(stage: Path) -> None:
    if not (named := os.environ.get("COR_SECRET_KEY_FILE")):
        return
    if state.secret_key(stage) != (stage / state.SECRET_KEY).read_text("utf-8").strip():
        raise StateFault(
            f"The backup has another secret than {named}, which COR_SECRET_KEY_FILE names. Nothing was changed. "
            "Restore without COR_SECRET_KEY_FILE: the backup's secret then lies in the data folder."
        )


def _put_in_place(data: Path, stage: Path, manifest: Manifest) -> Restored:
    url = os.environ.pop("COR_DATABASE_URL", "")
    head, newer_course = _audit_head(data, url), _course_version(data)
    _set_up(stage)
    done = _made_ready(manifest, head, newer_course)
    suffix = f"{clock.now_datetime():%Y-%m-%dT%H%M%S}Z"
    aside = f"aside-{suffix}"
    if url:
        os.environ["COR_DATABASE_URL"] = url
        schema = f"cor_aside_{re.sub('[^0-9]', '_', suffix[:-1])}"
        wanted = _into_postgresql(data, stage, url, aside, schema)
    else:
        _settle(stage)
        wanted = swapping.plan(data, aside)
        swapping.decide(data, wanted)
    if not swapping.finish(data):
        raise StateFault("The database did not keep what was restored. What was there is still there.")
    return replace(done, aside=data / aside if wanted.leaves else None, schema=wanted.schema)


def _set_up(stage: Path) -> None:
    """Have Django work on the copy, checked and brought up to date as when a server starts."""
    os.environ["COR_DATA"] = str(stage)
    state.prepare(stage)
    os.environ["DJANGO_SETTINGS_MODULE"] = "sync_server.config.settings"
    import django

    django.setup()
    from sync_server.config import opening

    opening.open_database()


def _made_ready(manifest: Manifest, head: str, present_course: int) -> Restored:
    """Check every record, tell the audit, and count what the administrator is told."""
    from sync_server.accounts.models import DeviceToken
    from sync_server.audit import domain as audit
    from sync_server.catalog import queries as catalog
    from sync_server.progress import checking
    from sync_server.progress.models import Fact, Record

    mended = sum(len(found.mended) for found in checking.check_all())
    audit.record("command line", "server.restored", f"backup of {manifest.made}", f"before it the audit ended: {head}")
    live = DeviceToken.objects.filter(ended_at=None, expires__gt=clock.now())
    records = Record.objects.filter(deleted_at=None).count()
    return Restored(
        made=manifest.made,
        records=records,
        facts=Fact.objects.count(),
        mended=mended,
        deleted=Record.objects.exclude(deleted_at=None).count(),
        learners=live.values("learner").distinct().count(),
        devices=live.values("device__device").distinct().count(),
        aside=None,
        schema="",
        course=catalog.published() or 0,
        newer_course=present_course,
    )


def _audit_head(data: Path, url: str) -> str:
    """The newest hash of the present audit, which the restored one may not have; words where it cannot be read."""
    statement = "SELECT hash FROM audit_entry ORDER BY id DESC LIMIT 1"
    try:
        if url:
            import psycopg

            with psycopg.connect(url) as database:
                found = database.execute(statement).fetchone()
        else:
            file = (data / SQLITE_FILE).absolute().as_uri()
            with contextlib.closing(sqlite3.connect(f"{file}?mode=rw", uri=True)) as present:
                found = present.execute(statement).fetchone()
    except Exception:  # a server that is put back is often put in the place of one that is broken
        return "not known"
    return str(found[0]) if found else "not begun"


def _course_version(data: Path) -> int:
    """The version of the course that is published now; 0 where none is, or it cannot be read."""
    import json

    try:
        return int(json.loads((data / archive.POINTER).read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _settle(stage: Path) -> None:
    """Have the whole database in one file, and on the disk."""
    from django.db import connection

    connection.close()
    with contextlib.closing(sqlite3.connect(stage / SQLITE_FILE)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for file in stage.rglob("*"):
        if file.is_file():
            handle = os.open(file, os.O_RDWR)
            os.fsync(handle)
            os.close(handle)
        else:
            state.sync_folder(file)
    state.sync_folder(stage)


def _into_postgresql(data: Path, stage: Path, url: str, aside: str, schema: str) -> Plan:
    """Copy the rows into fresh tables, the old ones put aside, in one transaction; the files follow its commit."""
    from django.db import Error

    from sync_server.config.backups import portable

    try:
        with portable.put_in_place(url, data, schema):
            _settle(stage)
            (stage / SQLITE_FILE).unlink()
            wanted = swapping.plan(data, aside, schema)
            swapping.decide(data, wanted)
    except Error as fault:
        raise StateFault(f"The database refused the restore ({fault}). What was there is still there.") from fault
    return wanted
