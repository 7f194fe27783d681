"""Keep what somebody on this computer has begun: a learner finishes a module on the version they began.

Kept beside the program, too: an update of the program takes away the course that came with the one before.
"""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import CourseTrouble, NotSaved
from cor_desktop.learning.shelf import Blob, Shelf
from cor_desktop.store import facts
from cor_protocol.facts import MODULE_STARTED
from cor_protocol.module import split_module_item
from cor_protocol.pack import PackFault, blob_name, read_blob


def begun(desk: Desk) -> frozenset[tuple[str, int]]:
    """The (key, version) of every module that somebody has begun here, and completed neither that one nor a newer."""
    with desk.store.reading() as connection:
        rows = facts.module_facts(connection)
    started: set[tuple[str, str, int]] = set()
    completed: dict[tuple[str, str], int] = {}
    for learner, kind, item in rows:
        try:
            key, version = split_module_item(item)
        except ValueError:
            continue
        if kind == MODULE_STARTED:
            started.add((learner, key, version))
        else:
            completed[learner, key] = max(version, completed.get((learner, key), 0))
    return frozenset((key, number) for who, key, number in started if number > completed.get((who, key), -1))


def keep_begun(desk: Desk) -> None:
    """Bring what somebody has begun to the shelf, and let go of what nobody needs any more. Raises NotSaved.

    Reads and writes files; call it in the background. While a download waits for its rest, nothing is removed.
    """
    shelf = desk.catalog.shelf
    if shelf is None:
        return
    try:
        remember_begun(desk, shelf)
        if not shelf.is_downloading:
            shelf.sweep()
    except OSError as fault:
        raise NotSaved from fault


def remember_begun(desk: Desk, shelf: Shelf) -> None:
    """Bring what somebody has begun to the shelf, and write down which it is. Raises OSError."""
    wanted, before = begun(desk), shelf.kept()
    try:
        found = desk.catalog.in_versions(wanted)
    except CourseTrouble:  # nothing can be read at all, so nothing that is kept is let go
        return
    entries = {
        (one.key, one.version, one.language): one for one in (*before, *found) if (one.key, one.version) in wanted
    }
    sound = [entry for entry in entries.values() if all(_brought(desk, shelf, blob) for blob in entry.blobs)]
    whole = {(entry.key, entry.version) for entry in sound if entry.is_source}
    kept = tuple(entry for entry in sound if (entry.key, entry.version) in whole)
    if kept != before:
        shelf.keep(kept)


def _brought(desk: Desk, shelf: Shelf, blob: Blob) -> bool:
    """Whether a blob lies on the shelf, from wherever it is sound. Raises OSError where the disk refuses it."""
    if shelf.looks_whole([blob]):
        return True
    try:
        raw = read_blob(desk.catalog.read, blob, blob_name(blob.sha256))
    except PackFault:
        return False
    shelf.put(raw)
    return True
