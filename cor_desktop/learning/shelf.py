"""Where this computer keeps the courses that came after the program: whole or not at all, whatever happens meanwhile.

    course/blobs/<sha256>        indexes, parts of modules and pictures, each named by the hash of its bytes
    course/blobs/<sha256>.part   as much of one as has arrived; a download goes on there
    course/current.json          which index is the present one
    course/kept.json             modules of older courses that somebody here has begun

A blob is never changed, and nothing refers to it before it is durable. Changing current.json, which is one rename,
switches to another course: before it the old one is whole, after it the new one.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cor_protocol.pack import (
    BLOBS,
    INDEX,
    MAX_INDEX,
    MediaEntry,
    ModuleEntry,
    PackFault,
    PackIndex,
    Part,
    blob_name,
    index_from_bytes,
    index_to_bytes,
    sha256_of,
)
from cor_protocol.words import marked

Blob = Part | MediaEntry

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PART = ".part"


@dataclass(frozen=True, slots=True)
class Pointer:
    """The present course: the SHA-256 of its index, and its version, below which nothing is taken any more."""

    index: str
    version: int


class Shelf:
    """The courses in one folder, which need not exist. Writing raises OSError where the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pointer(self) -> Pointer | None:
        """Which course is the present one; None where there is none, or the file that says so is damaged."""
        try:
            fields = json.loads((self.folder / "current.json").read_bytes())
            index, version = fields["index"], fields["version"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        good = isinstance(index, str) and _SHA256.fullmatch(index) and type(version) is int
        return Pointer(index, version) if good else None

    def index(self) -> PackIndex | None:
        """The index of the present course; None where there is no course. Raises PackFault where it is damaged."""
        pointer = self.pointer()
        return self._index_of(pointer) if pointer else None

    def _index_of(self, pointer: Pointer) -> PackIndex:
        try:
            raw = self._read(self.folder / blob_name(pointer.index), MAX_INDEX + 1)
        except OSError:
            raw = b""
        if sha256_of(raw) != pointer.index:
            raise PackFault(marked("The course file {called} is damaged."), called=INDEX)
        return index_from_bytes(raw)

    def kept(self) -> tuple[ModuleEntry, ...]:
        """Modules of older courses that somebody here has begun; none where what says so is damaged.

        Raises OSError where the disk does not give it just now: that is no reason to forget them.
        """
        try:
            return index_from_bytes(self._read(self.folder / "kept.json", MAX_INDEX + 1)).modules
        except (FileNotFoundError, PackFault):
            return ()

    def read(self, name: str, limit: int) -> bytes:
        """Read a blob by its name in a pack's layout, at most `limit` bytes of it. Raises OSError where it is not."""
        return self._read(self.folder / name, limit)

    def looks_whole(self, blobs: Iterable[Blob]) -> bool:
        """Tell quickly whether all of them are there in their size; what they hold is checked when it is read."""
        return all(self._size(self._path(blob.sha256)) == blob.size for blob in blobs)

    def holds(self, blob: Blob) -> bool:
        """Tell whether a blob is here and sound; reads it whole."""
        with contextlib.suppress(OSError):
            return sha256_of(self._read(self._path(blob.sha256), blob.size + 1)) == blob.sha256
        return False

    def put(self, raw: bytes) -> None:
        """Keep a blob, durably."""
        path = self._path(sha256_of(raw))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, raw)

    def arrived(self, blob: Blob) -> int:
        """How many bytes of a blob a download has brought; more than it may have do not count."""
        size = self._size(self._part(blob)) or 0
        if size <= blob.size:
            return size
        self._part(blob).unlink(missing_ok=True)
        return 0

    def add(self, blob: Blob, chunks: Iterator[bytes]) -> None:
        """Append to what has arrived of a blob. What came before a chunk failed to come stays."""
        part = self._part(blob)
        part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with part.open("ab") as file:
            for chunk in chunks:
                file.write(chunk)

    def finish(self, blob: Blob) -> bool:
        """Make a blob of what has arrived; False, and nothing of it left, where that is not what it should be."""
        part = self._part(blob)
        with part.open("r+b") as file:
            is_sound = sha256_of(file.read(blob.size + 1)) == blob.sha256
            os.fsync(file.fileno())
        if is_sound:
            part.replace(self._path(blob.sha256))
        else:
            part.unlink()
        return is_sound

    def keep(self, entries: Iterable[ModuleEntry]) -> None:
        """Remember modules of older courses: their blobs stay. Those of before are forgotten."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self.folder / "kept.json", index_to_bytes(PackIndex(0, tuple(entries))))

    def switch(self, index: bytes, version: int) -> None:
        """Make the course of this index the present one. All its blobs are here; after this it is the course."""
        self.put(index)
        pointer = {"index": sha256_of(index), "version": version}
        write_whole(self.folder / "current.json", json.dumps(pointer).encode())

    @property
    def is_downloading(self) -> bool:
        """Whether part of a blob waits for the rest."""
        return next((self.folder / BLOBS).glob(f"*{_PART}"), None) is not None

    def sweep(self) -> None:
        """Remove what neither the present course nor a module that is kept needs, and what is left of downloads.

        Where it cannot be told what they need, everything stays; what cannot be removed is removed another time.
        """
        with contextlib.suppress(OSError, PackFault):
            needed = self._needed()
            for path in list((self.folder / BLOBS).iterdir()):
                if path.name not in needed:
                    path.unlink()

    def _needed(self) -> set[str]:
        pointer = self.pointer()
        if pointer is None and (self.folder / "current.json").exists():
            raise PackFault("what says which course is the present one cannot be read")
        entries = (*(self._index_of(pointer).modules if pointer else ()), *self.kept())
        return {blob.sha256 for entry in entries for blob in entry.blobs} | ({pointer.index} if pointer else set())

    def _path(self, sha256: str) -> Path:
        return self.folder / blob_name(sha256)

    def _part(self, blob: Blob) -> Path:
        return self.folder / f"{blob_name(blob.sha256)}{_PART}"

    def _size(self, path: Path) -> int | None:
        try:
            return path.stat().st_size
        except OSError:
            return None

    def _read(self, path: Path, limit: int) -> bytes:
        with path.open("rb") as file:
            return file.read(limit)


def write_whole(path: Path, raw: bytes) -> None:
    """Write a file so that it is there whole or not at all, even where the power fails."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=_PART, delete=False) as draft:
        draft.write(raw)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the disk keep a folder's list of names: a rename is durable after it. Raises OSError."""
    if os.name == "nt":  # Windows has no such call for folders; its file system journals renames
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
