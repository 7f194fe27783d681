"""Making a pack: compiled modules and pictures, named by their hashes, and the index that switches to them.

The same modules give the same bytes, whoever packs them and when.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from cor_desktop.authoring.check import CheckedModule
from cor_desktop.learning.shelf import sync_folder
from cor_protocol.pack import (
    BLOBS,
    INDEX,
    SIGNATURE,
    ModuleEntry,
    PackIndex,
    blob_name,
    compiled,
    entry_of,
    index_from_bytes,
    index_to_bytes,
    parts_of,
    sha256_of,
    sign_index,
)

_MOST_LANGUAGES = 100


def load_key(path: Path) -> Ed25519PrivateKey:
    """Read an Ed25519 private key from a PEM file without a password. Raises ValueError on anything else."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path} is no private key in PEM without a password") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} is no Ed25519 key")
    return key


def write_pack(
    modules: Iterable[CheckedModule],
    folder: Path,
    key: Ed25519PrivateKey | None = None,
    *,
    version: int | None = None,
    expires: datetime.date | None = None,
) -> PackIndex:
    """Write the pack of `modules` into `folder` and return its index.

    Blobs come first and the index last, each by a rename, so that a reader finds the old course or the new one, whole.
    The version is counted from its modules where none is given: it rises with any of theirs, and with a language.
    """
    modules = tuple(modules)
    blobs = dict(blob for each in modules for blob in _blobs(each))
    entries = tuple(entry for each in modules for entry in _entries(each))
    index = PackIndex(_counted(modules) if version is None else version, entries, expires)
    raw = index_to_bytes(index)
    index_from_bytes(raw)  # a pack that no client would read is refused here, at its maker's
    (folder / BLOBS).mkdir(parents=True, exist_ok=True)
    for sha256, blob in blobs.items():
        _write(folder / blob_name(sha256), blob)
    _write_signature(folder / SIGNATURE, raw, key)
    _write(folder / INDEX, raw)
    _remove_others(folder / BLOBS, set(blobs))
    return index


def _counted(modules: Iterable[CheckedModule]) -> int:
    """A version that rises with a module's version more than it can fall with a language that is behind."""
    return sum(_MOST_LANGUAGES * each.module.version + len(each.translations) for each in modules)


def _blobs(each: CheckedModule) -> list[tuple[str, bytes]]:
    parts = [part for module in (each.module, *each.translations) for part in parts_of(module)]
    return [(sha256_of(raw), raw) for raw in (*parts, *each.media.values())]


def _entries(each: CheckedModule) -> Iterator[ModuleEntry]:
    """A module in its author's language, then in every other one; they share their pictures."""
    for module in (each.module, *each.translations):
        yield entry_of(module, compiled(module), each.media, each.module.language)


def _write_signature(path: Path, raw: bytes, key: Ed25519PrivateKey | None) -> None:
    if key is None:
        path.unlink(missing_ok=True)
    else:
        _write(path, sign_index(raw, key))


def _write(path: Path, raw: bytes) -> None:
    """Write a file so that it is there whole or not at all, even where the power fails."""
    unfinished = path.with_name(f".{path.name}.part")
    with unfinished.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync_folder(path.parent)


def _remove_others(blobs: Path, kept: set[str]) -> None:
    for path in blobs.iterdir():
        if path.name not in kept:
            path.unlink()
