"""Which page of a module a learner had open, so that a start goes on there. Never anything they answered."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Place(NamedTuple):
    """The version of the module the learner is taking, and the activity whose page was open."""

    version: int
    activity: str


def keep_place(connection: sqlite3.Connection, learner: str, module: str, place: Place) -> None:
    """Keep the page that is open. Needs a transaction."""
    connection.execute(
        "INSERT INTO place (learner, module, version, activity) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET version = excluded.version, activity = excluded.activity",
        (learner, module, *place),
    )


def places(connection: sqlite3.Connection, learner: str) -> dict[str, Place]:
    """All places of a learner, by module."""
    rows = connection.execute("SELECT module, version, activity FROM place WHERE learner = ?", (learner,))
    return {module: Place(version, activity) for module, version, activity in rows}
