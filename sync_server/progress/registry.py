"""What higher apps do when something happens here; they fill it in `ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sync_server.progress.sql import Record


@dataclass(frozen=True, slots=True)
class Completion:
    """A learner completed a version of a module. Times in UTC seconds, the smallest over all devices."""

    learner: str
    item: str
    key: str
    version: int
    title: str
    objectives: tuple[str, ...]
    contact_hours: tuple[tuple[str, float], ...]
    started: int | None
    completed: int


on_completed: list[Callable[[Completion], None]] = []
"""Called once per learner and module version, in the transaction of the sync that completed it. An exception undoes
only what the callee did; it is called again at the next occasion, so it must be idempotent."""

reply_controls: list[Callable[[Record], Mapping[str, Any]]] = []
"""Gives entries of a reply's control from the learner's record, without asking the database again."""
