"""What pages show of a learner's record: computed from facts at each call, never stored."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.opening import opened
from cor_desktop.clock import local_time
from cor_desktop.store import facts, learners, unlocking
from cor_desktop.store.corrections import corrections
from cor_desktop.store.learners import current
from cor_desktop.store.places import Place, places
from cor_protocol.corrections import as_corrected
from cor_protocol.facts import (
    ACTIVITY_FINISHED,
    ACTIVITY_OPENED,
    MODULE_COMPLETED,
    MODULE_STARTED,
    PAGE_OPENED,
    Fact,
)
from cor_protocol.module import split_module_item


@dataclass(frozen=True, slots=True)
class Learner:
    """Who is learning. A guest has no names; names are empty too while they cannot be opened.

    `signed_in` tells that their profile is open; `locked` that their password opens it on this computer.
    """

    signed_in: bool
    guest: bool
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """How far a learner is in one module. `opened` and `finished` are activity ids, `position` the page last open."""

    state: Literal["new", "started", "completed"]
    version: int | None = None
    started: datetime.date | None = None
    completed: datetime.date | None = None
    opened: frozenset[str] = frozenset()
    finished: frozenset[str] = frozenset()
    position: str | None = None


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the line at the bottom says. `unsent` counts what the learner did, `visits` pages that were only looked at:

    both are sent, and only the first is spoken of. `last_sync` is in local time.
    `signed_in` tells that the learner is open here. `can_send` tells that a sync has something to do: for them, or
    quietly for somebody who signed out here with work unsent. `nobody`: everybody who has signed in here is gone.
    """

    unsent: int
    last_sync: datetime.datetime | None
    signed_in: bool
    guest: bool
    working_offline: bool
    last_sentence: str
    can_send: bool = False
    visits: int = 0
    nobody: bool = False


_Items = dict[str, dict[str, int]]  # by kind and item the wall time
NEW = ModuleRecord("new")
_OF_MODULES = (ACTIVITY_OPENED, ACTIVITY_FINISHED, MODULE_STARTED, MODULE_COMPLETED)


def is_started(desk: Desk) -> bool:
    """Tell whether anybody has started learning on this computer."""
    with desk.store.reading() as connection:
        return current(connection) is not None


def knows_somebody(desk: Desk) -> bool:
    """Tell whether anybody has signed in on this computer before."""
    with desk.store.reading() as connection:
        return bool(unlocking.everyone(connection))


def who(desk: Desk) -> Learner | None:
    """Who is learning, with names. Opens the vault: call it in the background. Raises SecretsLocked."""
    with desk.store.reading() as connection:
        row = current(connection)
        sealed = unlocking.find(connection, row.id) if row is not None else None
    if row is None:
        return None
    found = opened(desk, row)
    if found is None:
        return Learner(signed_in=False, guest=not row.has_account, locked=sealed is not None)
    profile = found.profile
    return Learner(True, False, profile.first_name, profile.last_name, profile.email)


def record(desk: Desk) -> Mapping[str, ModuleRecord]:
    """The learner's record by module key. A module that is missing here is new to them."""
    learner = desk.learner()
    offset = desk.clock.read().offset
    with desk.store.reading() as connection:
        kept = [fact for fact, _ in facts.all_facts(connection, learner.id) if fact.key.kind in _OF_MODULES]
        kept_places = places(connection, learner.id)
        corrected = corrections(connection, learner.id)
    by_module: dict[str, _Items] = {}
    for (kind, item), wall in as_corrected(_first_walls(kept), corrected).items():
        module, colon, _ = item.rpartition(":")
        if colon:
            by_module.setdefault(module, {}).setdefault(kind, {})[item] = wall
    return {key: _module_record(found, kept_places.get(key), offset) for key, found in by_module.items()}


def sync_state(desk: Desk) -> SyncState:
    """Where the learner's work stands: what is not sent, and when the last sync was."""
    with desk.store.reading() as connection:
        row = current(connection)
        unsent = facts.count_unsent(connection, row.id) if row else 0
        visits = facts.count_unsent_of(connection, row.id, PAGE_OPENED) if row else 0
        others = learners.others_to_send_for(connection, row.id if row else "")
        known = unlocking.everyone(connection)
    last = local_time(row.last_sync, desk.clock.read().offset) if row and row.last_sync is not None else None
    signed_in = row is not None and (row.signed_in or desk.session.of(row.id) is not None)
    return SyncState(
        unsent=unsent - visits,
        last_sync=last,
        signed_in=signed_in,
        guest=not (row and row.has_account),
        working_offline=desk.settings.work_offline,
        last_sentence=row.last_outcome if row else "",
        can_send=bool(others or desk.session.farewells or (row and row.has_account and (unsent or signed_in))),
        visits=visits,
        nobody=row is None and bool(known),
    )


def _first_walls(found: Iterable[Fact]) -> dict[tuple[str, str], int]:
    """By kind and item the first time over all devices."""
    walls: dict[tuple[str, str], int] = {}
    for (kind, item, _), (_, wall) in found:
        walls[kind, item] = min(wall, walls.get((kind, item), wall))
    return walls


def _module_record(items: _Items, place: Place | None, offset: int) -> ModuleRecord:
    started, completed = items.get(MODULE_STARTED, {}), items.get(MODULE_COMPLETED, {})
    if not started and not completed:
        return NEW
    return ModuleRecord(
        state="completed" if completed else "started",
        version=_version(place, started, completed),
        started=_earliest(started, offset),
        completed=_earliest(completed, offset),
        opened=_ids(items.get(ACTIVITY_OPENED, {})),
        finished=_ids(items.get(ACTIVITY_FINISHED, {})),
        position=place.activity if place else None,
    )


def _version(place: Place | None, started: Mapping[str, int], completed: Mapping[str, int]) -> int | None:
    """The version the learner is taking: where they are, else what they completed, else what they started last."""
    if place is not None:
        return place.version
    items = completed or started
    try:
        return max(split_module_item(item)[1] for item in items)
    except ValueError:
        return None


def _earliest(walls: Mapping[str, int], offset: int) -> datetime.date | None:
    """The first day over all devices, as this computer's calendar shows it."""
    return local_time(min(walls.values()), offset).date() if walls else None


def _ids(walls: Mapping[str, int]) -> frozenset[str]:
    return frozenset(item.rpartition(":")[2] for item in walls)
