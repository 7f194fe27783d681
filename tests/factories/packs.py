"""Small packs on disk for tests."""

from __future__ import annotations

from pathlib import Path

from cor_desktop.learning.catalog import Catalog
from cor_protocol.module import Module, to_json
from cor_protocol.pack import (
    MediaEntry,
    ModuleEntry,
    PackIndex,
    blob_name,
    canonical_json,
    index_to_bytes,
    sha256_of,
)

COVER = b'<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90" viewBox="0 0 160 90"/>'


def a_catalog(folder: Path, *modules: Module) -> Catalog:
    """Pack modules into a folder, each with a cover, and open it."""
    (folder / "blobs").mkdir(parents=True, exist_ok=True)
    index = PackIndex(7, tuple(_entry(folder, module) for module in modules))
    (folder / "index.json").write_bytes(index_to_bytes(index))
    return Catalog(folder)


def _entry(folder: Path, module: Module) -> ModuleEntry:
    raw = canonical_json(to_json(module))
    for blob in (raw, COVER):
        (folder / blob_name(sha256_of(blob))).write_bytes(blob)
    return ModuleEntry(
        key=module.key,
        version=module.version,
        number=module.number,
        language=module.language,
        title=module.title,
        summary=module.summary,
        minutes=module.minutes,
        objectives=tuple(objective.text for objective in module.objectives),
        cover=module.cover,
        sha256=sha256_of(raw),
        size=len(raw),
        media=(MediaEntry(module.cover, sha256_of(COVER), len(COVER)),),
    )
