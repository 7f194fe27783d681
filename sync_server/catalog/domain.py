"""Loading a pack into the catalog."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from django.db import transaction

from cor_protocol.module import Module
from cor_protocol.pack import ModuleEntry, PackFault, Reader, read_index, read_module
from sync_server.catalog.models import ModuleVersion
from sync_server.catalog.registry import on_loaded


def shipped_pack() -> Path:
    """The folder of the pack that ships with the client; found as files, none of the client's code is run."""
    spec = find_spec("cor_desktop")
    if spec is None or not spec.submodule_search_locations:
        raise PackFault("The course that ships with the program is not installed.")
    return Path(spec.submodule_search_locations[0]) / "packs" / "current"


def load(folder: Path) -> int:
    """Load every module of a pack folder, all or none; gives how many (of translations none).

    Raises PackFault with a sentence.
    """
    read = _reader(folder)
    modules = [(entry, read_module(read, entry)) for entry in read_index(read).modules]
    sources = [(entry, module) for entry, module in modules if entry.is_source]
    with transaction.atomic():
        for entry, module in sources:
            _store(entry, module)
        for notify in on_loaded:
            notify()
    return len(sources)


def _reader(folder: Path) -> Reader:
    if not folder.is_dir():
        raise PackFault(f"There is no course in {folder}.")

    def read(name: str, limit: int) -> bytes:
        with (folder / name).open("rb") as file:
            return file.read(limit)

    return read


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
