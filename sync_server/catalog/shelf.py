"""The course that clients fetch: files in the data folder, each named by the hash of its bytes.

    course/blobs/<sha256>   indexes, parts of modules, pictures; written once, never changed, never removed
    course/current.json     which index is the present one, and whatever signatures came with it

Changing that one file publishes a course. It is a file and no row, so that a sync tells its version without asking the
database.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from cor_protocol.pack import MAX_SIGNATURES, SIGNATURE_SIZE, sha256_of, sign_index
from sync_server.common.keys import server_key

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Published:
    """The present course: the version of its pack, the SHA-256 of its index, and the signatures it was loaded with."""

    version: int
    index: str
    signatures: bytes


def published() -> Published | None:
    """The present course; None before the first was loaded. Costs one look at a file's date."""
    file = _folder() / "current.json"
    try:
        found = file.stat()
    except OSError:
        return None
    return _read_pointer(file, found.st_mtime_ns, found.st_ino)


def signatures(course: Published) -> bytes:
    """What clients may trust this course for: this server's signature, and those its author gave it."""
    ours = sign_index(read(course.index) or b"", Ed25519PrivateKey.from_private_bytes(server_key()))
    return (ours + course.signatures)[: MAX_SIGNATURES * SIGNATURE_SIZE]


def read(sha256: str) -> bytes | None:
    """The bytes of that hash; None where there are none, or it is no hash."""
    if not _SHA256.fullmatch(sha256):
        return None
    try:
        return (_folder() / "blobs" / sha256).read_bytes()
    except FileNotFoundError:
        return None


def keep(raw: bytes) -> None:
    """Keep bytes under their hash, durably; what is there whole already is not written again. Raises OSError."""
    file = _folder() / "blobs" / sha256_of(raw)
    if not (file.exists() and file.stat().st_size == len(raw)):
        write(file, raw)


def publish(course: Published) -> None:
    """Make a course whose blobs are all kept the present one, in one step. Raises OSError where it is not."""
    fields = asdict(course) | {"signatures": base64.b64encode(course.signatures).decode("ascii")}
    pointer = _folder() / "current.json"
    _put(pointer, json.dumps(fields).encode())
    with contextlib.suppress(OSError):  # it is published by now; at worst a power failure brings the old one back
        _sync_folder(pointer.parent)


def write(file: Path, raw: bytes) -> None:
    """Write a file so that it is there whole or not at all, even where the power fails. Raises OSError."""
    _put(file, raw)
    _sync_folder(file.parent)


def _put(file: Path, raw: bytes) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.part")
    with draft.open("wb") as handle:
        handle.write(raw)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(file)


def _folder() -> Path:
    return Path(settings.COR_DATA) / "course"


@lru_cache(maxsize=4)
def _read_pointer(file: Path, changed: int, inode: int) -> Published:
    fields = json.loads(file.read_bytes())
    return Published(fields["version"], fields["index"], base64.b64decode(fields["signatures"]))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no such call for folders; its file system journals renames
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
