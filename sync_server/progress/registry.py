"""What higher apps do when something happens here; they fill it in `ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sync_server.progress.resolver import Resolved
from sync_server.progress.sql import Record


@dataclass(frozen=True, slots=True)
class Completion:
    """A learner completed a version of a module. Dates are the earliest over all devices, with how they were found."""

    learner: str
    item: str
    key: str
    version: int
    title: str
    objectives: tuple[str, ...]
    contact_hours: tuple[tuple[str, float], ...]
    started: Resolved | None
    completed: Resolved


on_completed: list[Callable[[Completion], None]] = []
"""Called once per learner and module version, in the transaction of the sync that completed it. An exception undoes
only what the callee did; it is called again at the next occasion, so it must be idempotent."""

on_taken_back: list[Callable[[str, str, str], None]] = []
"""Called with learner, module item and actor in the transaction in which staff take a completion back."""

reply_controls: list[Callable[[Record], Mapping[str, Any]]] = []
"""Gives entries of a reply's control from the learner's record, without asking the database again."""

on_deleted: list[Callable[[str], None]] = []
"""Called with a learner id in the transaction that deletes the record: whoever keeps anything of it drops that too."""
