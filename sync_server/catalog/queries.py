"""Reading the catalog."""

from __future__ import annotations

from django.db.models import QuerySet

from cor_protocol.module import split_module_item
from sync_server.catalog import shelf
from sync_server.catalog.models import ModuleVersion


def versions() -> QuerySet[ModuleVersion]:
    """All module versions, in the order of the program."""
    return ModuleVersion.objects.all()


def published() -> int:
    """The version of the course that clients fetch; 0 where there is none. Asks no database."""
    course = shelf.published()
    return course.version if course else 0


def definition(item: str) -> ModuleVersion | None:
    """The module version that facts name by `item`; None where the catalog does not know it (yet)."""
    try:
        key, version = split_module_item(item)
    except ValueError:
        return None
    if version > 2**31 - 1:  # more than the column holds
        return None
    return ModuleVersion.objects.filter(key=key, version=version).first()
