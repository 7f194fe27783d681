"""Making a backup, while the server runs: copy, pack, read back, and only then give it its name."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sync_server.common import clock
from sync_server.common.tombstones import FILE as TOMBSTONES
from sync_server.config import state
from sync_server.config.backups import archive, snapshot
from sync_server.config.backups.archive import Manifest
from sync_server.config.databases import SQLITE_FILE
from sync_server.config.state import StateFault

FOLDER = "backups"
_COPY = "backing-up"
"""The folder in the data folder in which the copy is made; whatever is left of a killed backup goes with the next."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was made and read back."""

    file: Path
    size: int
    manifest: Manifest


def take(data: Path, to: str) -> Taken:
    """Back the server in `data` up to a new file, or into a folder (one that is there, or ends with a slash).

    Raises StateFault with a sentence; then there is no new file. One that is there is never touched.
    """
    target = _target(data, to)
    with _claimed(target) as draft, _copy_folder(data) as folder:
        files = _copied(data, folder)
        manifest = _packed(draft, files, _described(folder))
        if archive.verify(draft) != manifest:
            raise StateFault(f"The backup {target} could not be read back as it was written. No backup was made.")
    return Taken(target, target.stat().st_size, manifest)


def program_version() -> str:
    """The version of this program."""
    try:
        return importlib.metadata.version("cor-desktop")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def _target(data: Path, to: str) -> Path:
    name = f"cor-backup-{clock.now_datetime():%Y-%m-%dT%H%M%SZ}.zip"
    if not to:
        return data / FOLDER / name
    return Path(to) / name if Path(to).is_dir() or to.endswith(("/", os.sep)) else Path(to)


@contextlib.contextmanager
def _claimed(target: Path) -> Iterator[Path]:
    """Take the name, give a draft to write to, and put it under the name when all went well."""
    draft = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as fault:
        raise StateFault(f"{target} is there already, and is never overwritten. Name another file.") from fault
    except OSError as fault:
        raise _not_written(target, fault) from fault
    try:
        yield draft
        draft.replace(target)
        state.sync_folder(target.parent)
    except BaseException as fault:
        draft.unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        if isinstance(fault, OSError):
            raise _not_written(target, fault) from fault
        raise


@contextlib.contextmanager
def _copy_folder(data: Path) -> Iterator[Path]:
    """An empty folder for the copy, for one backup at a time; another one waits."""
    folder = data / _COPY
    with state.locked_file(data / "backup.lock"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _copied(data: Path, folder: Path) -> dict[str, Path]:
    """Copy what changes, the database first: the log of deletions may be ahead of it, never behind. By name."""
    if os.environ.get("COR_DATABASE_URL"):
        from sync_server.config.backups import portable  # needs Django

        portable.snapshot_of_postgresql(folder)
    else:
        snapshot.of_sqlite(data / SQLITE_FILE, folder / SQLITE_FILE)
    for name in (TOMBSTONES, archive.POINTER):
        if (data / name).exists():
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(data / name, folder / name)
    files = {name: folder / name for name in (SQLITE_FILE, TOMBSTONES, archive.POINTER) if (folder / name).exists()}
    return files | _unchanging(data)


def _unchanging(data: Path) -> dict[str, Path]:
    blobs = sorted((data / "course" / "blobs").glob("*"))
    keys = {state.SECRET_KEY: state.secret_key_file(data), state.SERVER_KEY: data / state.SERVER_KEY}
    return keys | {name: blob for blob in blobs if archive.is_part(name := f"course/blobs/{blob.name}")}


def _described(folder: Path) -> Manifest:
    database = "postgresql" if os.environ.get("COR_DATABASE_URL") else "sqlite"
    file, made = folder / SQLITE_FILE, clock.now_datetime().isoformat(timespec="seconds")
    return Manifest(made, program_version(), database, snapshot.migrations(file), snapshot.rows(file), {})


def _packed(draft: Path, files: dict[str, Path], manifest: Manifest) -> Manifest:
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as handle:
        whole = archive.write(handle, files, manifest)
        handle.flush()
        os.fsync(handle.fileno())
    return whole


def _not_written(target: Path, fault: OSError) -> StateFault:
    return StateFault(f"The backup {target} could not be written: {fault.strerror}. No backup was made.")
