"""Loading a pack: its modules into the catalog, its files to where clients fetch them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from django.db import transaction

from cor_protocol.module import Module
from cor_protocol.pack import (
    INDEX,
    MAX_INDEX,
    SIGNATURE,
    ModuleEntry,
    PackFault,
    PackIndex,
    Reader,
    blob_name,
    fetch,
    index_from_bytes,
    read_blob,
    read_module,
    read_signatures,
    sha256_of,
)
from sync_server.audit import domain as audit
from sync_server.catalog import shelf
from sync_server.catalog.models import ModuleVersion
from sync_server.catalog.registry import on_loaded


class OlderCourse(PackFault):
    """The pack is older than the course that is published."""


def shipped_pack() -> Path:
    """The folder of the pack that ships with the client; found as files, none of the client's code is run."""
    spec = find_spec("cor_desktop")
    if spec is None or not spec.submodule_search_locations:
        raise PackFault("The course that ships with the program is not installed.")
    return Path(spec.submodule_search_locations[0]) / "packs" / "current"


def load(folder: Path, actor: str = "server") -> int:
    """Check a pack folder whole, and publish it: all of it or nothing; gives how many modules (of translations none).

    Raises OlderCourse where a newer one is published, or another PackFault, each with a sentence.
    """
    read = _reader(folder)
    raw = fetch(read, INDEX, MAX_INDEX + 1)
    index = index_from_bytes(raw)
    _check_rises(index, raw)
    modules = [(entry, read_module(read, entry)) for entry in index.modules]
    sources = [(entry, module) for entry, module in modules if entry.is_source]
    _check_unchanged(sources)
    try:
        _keep_blobs(read, index, raw)
        with transaction.atomic():
            for entry, module in sources:
                _store(entry, module)
            for notify in on_loaded:
                notify()
            _publish(shelf.Published(index.version, sha256_of(raw), read_signatures(read)), actor)
    except OSError as error:
        raise PackFault(
            f"The course could not be stored: {error.strerror}. The course that was published before still is."
        ) from error
    return len(sources)


def export(folder: Path) -> shelf.Published:
    """Write the published course as a pack, signed by this server, for a stick.

    Raises PackFault where there is none, or it cannot be written.
    """
    course = shelf.published()
    raw = shelf.read(course.index) if course else None
    if course is None or raw is None:
        raise PackFault("No course is published yet. Load one with `cor-server catalog load`.")
    blobs = {blob.sha256 for entry in index_from_bytes(raw).modules for blob in entry.blobs}
    try:
        for sha256 in sorted(blobs):
            shelf.write(folder / blob_name(sha256), _kept(sha256))
        shelf.write(folder / SIGNATURE, shelf.signatures(course))
        shelf.write(folder / INDEX, raw)
    except OSError as error:
        raise PackFault(f"The course cannot be written to {folder}: {error.strerror}.") from error
    return course


def _kept(sha256: str) -> bytes:
    raw = shelf.read(sha256)
    if raw is None:
        raise PackFault("A file of the published course is missing. Load the course once more, then export it.")
    return raw


def _reader(folder: Path) -> Reader:
    if not folder.is_dir():
        raise PackFault(f"There is no course in {folder}.")

    def read(name: str, limit: int) -> bytes:
        with (folder / name).open("rb") as file:
            return file.read(limit)

    return read


def _check_rises(index: PackIndex, raw: bytes) -> None:
    """Clients refuse a course that is older than one they have seen, so it is refused here, at its admin's."""
    course = shelf.published()
    if course is None or course.index == sha256_of(raw):
        return
    if index.version < course.version:
        raise OlderCourse(
            f"This course has version {index.version}, and version {course.version} is published: nobody would take it."
        )
    if index.version == course.version:
        raise PackFault(
            f"Another course of version {index.version} is published already. Pack this one with a higher version: "
            "raise the version of the module that changed, or use `cor-content pack --version`."
        )


def _check_unchanged(sources: list[tuple[ModuleEntry, Module]]) -> None:
    """Learners have begun and completed this version as it was; another content under its number would be untrue."""
    known = {(row.key, row.version): row.definition_hash for row in ModuleVersion.objects.all()}
    for entry, _ in sources:
        if known.get((entry.key, entry.version), entry.sha256) != entry.sha256:
            raise PackFault(
                f"“{entry.title}” ({entry.key}) is published as version {entry.version} with another content. Raise "
                "the version in its module.yaml, then pack it again."
            )


def _keep_blobs(read: Reader, index: PackIndex, raw: bytes) -> None:
    """Keep everything that the index names, each checked once more as it is read. Raises PackFault or OSError."""
    for entry in index.modules:
        for blob in entry.blobs:
            shelf.keep(read_blob(read, blob, f"“{entry.title}”"))
    shelf.keep(raw)


def _publish(course: shelf.Published, actor: str) -> None:
    """The last step of a load: where it fails, the rows of the catalog are undone with it."""
    if shelf.published() == course:
        return
    audit.record(actor, "course.published", f"version {course.version}, index {course.index[:16]}")
    shelf.publish(course)


def _store(entry: ModuleEntry, module: Module) -> None:
    required = module.required_keys()
    keyed = [(module.key_of(activity), activity.title) for activity in module.activities]
    ModuleVersion.objects.update_or_create(
        key=module.key,
        version=module.version,
        defaults={
            "number": module.number,
            "language": module.language,
            "title": module.title,
            "minutes": module.minutes,
            "contact_hours": [[item.category, item.hours] for item in module.contact_hours],
            "objectives": [objective.text for objective in module.objectives],
            "activities": [[key, title, key in required] for key, title in keyed],
            "definition_hash": entry.sha256,
        },
    )
