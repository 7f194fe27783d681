"""A backup is one .zip: the database as SQLite, the keys, the log of deletions, the course, and a manifest of it all.

Any tool opens it. It is not encrypted: who reads it reads everything (sealed backups are to come). The manifest comes
last, with the size and SHA-256 of every other part.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

from sync_server.common.tombstones import FILE as TOMBSTONES
from sync_server.config.databases import SQLITE_FILE
from sync_server.config.state import SECRET_KEY, SERVER_KEY, StateFault

FORMAT = 1
MANIFEST = "manifest.json"
KEYS = (SECRET_KEY, SERVER_KEY)
POINTER = "course/current.json"
_PARTS = (SQLITE_FILE, *KEYS, TOMBSTONES, POINTER)
_BLOB = re.compile(r"course/blobs/[0-9a-f]{64}")
_MOST_MANIFEST = 16 * 1024 * 1024
_AT_ONCE = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""What Python's zipfile raises for a damaged file, or one that holds what we never write."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: when it was made (ISO 8601, UTC), by which program, from which kind of database,
    which migrations that had, how many rows each table, and the files with their hashes.
    """

    made: str
    program: str
    database: str
    migrations: Mapping[str, list[str]]
    rows: Mapping[str, int]
    files: Mapping[str, Part]
    format: int = FORMAT


def is_part(name: str) -> bool:
    """Tell whether a backup may hold a file of this name, relative to the data folder."""
    return name in _PARTS or _BLOB.fullmatch(name) is not None


def write(handle: IO[bytes], files: Mapping[str, Path], manifest: Manifest) -> Manifest:
    """Write a backup of these files, by name; gives the manifest with their hashes. Raises OSError."""
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
        parts = {name: _add(pack, name, file) for name, file in files.items()}
        whole = replace(manifest, files=parts)
        pack.writestr(MANIFEST, json.dumps(asdict(whole), indent=1))
    return whole


def read_manifest(pack: zipfile.ZipFile, file: Path) -> Manifest:
    """The manifest, looked through. Raises StateFault where this is no backup, or one of a newer program."""
    try:
        info = pack.getinfo(MANIFEST)
        if info.file_size > _MOST_MANIFEST:
            raise ValueError(MANIFEST)
        fields = json.loads(pack.read(info))
        if fields["format"] > FORMAT:
            raise StateFault(f"{file} was made by a newer version of this program. Nothing was changed.")
        parts = {name: Part(int(part["size"]), str(part["sha256"])) for name, part in fields.pop("files").items()}
        manifest = Manifest(files=parts, **fields)
    except (*_BROKEN, KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _not_whole(file) from fault
    if not {SQLITE_FILE, *KEYS} <= set(parts) or not all(map(is_part, parts)):
        raise _not_whole(file)
    return manifest


def open_pack(file: Path) -> zipfile.ZipFile:
    """Open a backup. Raises StateFault where there is none."""
    try:
        return zipfile.ZipFile(file)
    except OSError as fault:
        raise StateFault(f"{file} cannot be read: {fault.strerror}. Nothing was changed.") from fault
    except _BROKEN as fault:
        raise _not_whole(file) from fault


def contents(pack: zipfile.ZipFile, file: Path, name: str, part: Part) -> Iterator[bytes]:
    """The bytes of one file, which are those of the manifest: else StateFault, at the latest after the last of them."""
    digest, size = hashlib.sha256(), 0
    try:
        with pack.open(name) as handle:
            while raw := handle.read(_AT_ONCE):
                digest.update(raw)
                size += len(raw)
                if size > part.size:
                    raise _not_whole(file)
                yield raw
    except (*_BROKEN, KeyError) as fault:
        raise _not_whole(file) from fault
    if (size, digest.hexdigest()) != (part.size, part.sha256):
        raise _not_whole(file)


def verify(file: Path) -> Manifest:
    """Read a whole backup and compare every byte with its manifest. Raises StateFault."""
    with open_pack(file) as pack:
        manifest = read_manifest(pack, file)
        for name, part in manifest.files.items():
            for _ in contents(pack, file, name, part):
                pass
    return manifest


def extract(file: Path, manifest: Manifest, folder: Path) -> None:
    """Lay a backup's files out in a folder, for their owner only. Raises StateFault or OSError."""
    with open_pack(file) as pack:
        for name, part in manifest.files.items():
            target = folder / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
                for raw in contents(pack, file, name, part):
                    handle.write(raw)
                handle.flush()
                os.fsync(handle.fileno())


def _add(pack: zipfile.ZipFile, name: str, file: Path) -> Part:
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as source, pack.open(name, "w", force_zip64=True) as target:
        while raw := source.read(_AT_ONCE):
            digest.update(raw)
            size += len(raw)
            target.write(raw)
    return Part(size, digest.hexdigest())


def _not_whole(file: Path) -> StateFault:
    return StateFault(
        f"{file} is not a whole backup of this server: it is damaged, or something else. Nothing was changed."
    )
