"""Small packs on disk for tests."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cor_desktop.learning.catalog import Catalog
from cor_protocol.module import Module
from cor_protocol.pack import (
    ModuleEntry,
    PackIndex,
    blob_name,
    compiled,
    entry_of,
    index_to_bytes,
    parts_of,
    sha256_of,
    sign_index,
)

COVER = b'<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90" viewBox="0 0 160 90"/>'


def a_catalog(folder: Path, *modules: Module) -> Catalog:
    """Pack modules into a folder, each with a cover, and open it."""
    return Catalog(a_pack(folder, *modules))


def a_pack(
    folder: Path,
    *modules: Module,
    version: int = 7,
    expires: datetime.date | None = None,
    keys: Sequence[Ed25519PrivateKey] = (),
) -> Path:
    """Pack modules into a folder, each with a cover; in another language than English one is a translation."""
    (folder / "blobs").mkdir(parents=True, exist_ok=True)
    index = index_to_bytes(PackIndex(version, tuple(_entry(folder, module) for module in modules), expires))
    (folder / "index.json").write_bytes(index)
    if keys:
        (folder / "index.sig").write_bytes(b"".join(sign_index(index, key) for key in keys))
    return folder


def _entry(folder: Path, module: Module) -> ModuleEntry:
    for blob in (*parts_of(module), COVER):
        (folder / blob_name(sha256_of(blob))).write_bytes(blob)
    return entry_of(module, compiled(module), {module.cover: COVER}, source_language="en")
