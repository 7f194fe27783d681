"""Reading learning records: views computed from facts, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from cor_protocol.corrections import SET, TAKEN_BACK, Correction, newest
from cor_protocol.facts import (
    ACTIVITY_FINISHED,
    ACTIVITY_OPENED,
    MODULE_COMPLETED,
    MODULE_STARTED,
    Digest,
    Fact,
    Key,
    Stamp,
    digest_of,
)
from cor_protocol.ids import SERVER_DEVICE, WEB_DEVICE
from cor_protocol.module import split_module_item
from sync_server.progress import epochs, models
from sync_server.progress.epochs import EpochEvidence
from sync_server.progress.resolver import Resolved, by_staff, exact, resolve

Corrected = Mapping[tuple[str, str], Correction]


@dataclass(frozen=True, slots=True)
class ModuleDates:
    """When a learner started and completed a version of a module, with the rule of each date; None: not (yet)."""

    started: Resolved | None
    completed: Resolved | None


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """A learner's progress in one version of a module. Activities are named by their keys, without the module's.

    `established`: the completion was compared with the catalog's definition and holds.
    """

    key: str
    version: int
    dates: ModuleDates
    established: bool
    opened: frozenset[str] = field(default_factory=frozenset)
    finished: frozenset[str] = field(default_factory=frozenset)


def module_progress(learner: str) -> list[ModuleProgress]:
    """Every module version that a learner started or completed, by key and version."""
    facts, clocks = list(models.Fact.objects.filter(learner=learner)), _Clocks(learner)
    corrected = newest_corrections(learner)
    items = {fact.item for fact in facts if fact.kind in (MODULE_STARTED, MODULE_COMPLETED)}
    items |= {item for (_kind, item), each in corrected.items() if each.effect == SET}
    settled = set(models.EstablishedCompletion.objects.filter(learner=learner).values_list("item", flat=True))
    return [_module(item, facts, item in settled, clocks, corrected) for item in sorted(items) if _is_module(item)]


def module_dates(learner: str, item: str) -> ModuleDates:
    """Started and completed dates of one version of a module."""
    facts = models.Fact.objects.filter(learner=learner, kind__in=[MODULE_STARTED, MODULE_COMPLETED], item=item)
    return _dates(item, facts, _Clocks(learner), newest_corrections(learner))


def corrections(learner: str) -> list[Correction]:
    """What staff corrected in a learner's record, in the order in which they did."""
    return [row.as_value() for row in models.Correction.objects.filter(learner=learner).order_by("at", "id")]


def newest_corrections(learner: str) -> dict[tuple[str, str], Correction]:
    """The corrections that count, by kind and item."""
    return newest(corrections(learner))


def facts_of(learner: str) -> list[Fact]:
    """All facts of a record as values."""
    rows = models.Fact.objects.filter(learner=learner)
    return [Fact(Key(row.kind, row.item, row.device), Stamp(row.epoch, row.wall)) for row in rows]


def stored_digest(learner: str) -> Digest:
    """The digest kept with the record; that of nothing where there is none."""
    record = models.Record.objects.filter(learner=learner).first() or models.Record()
    return Digest(record.count, int(record.total, 16))


def computed_digest(learner: str) -> Digest:
    """The digest computed anew from all facts."""
    return digest_of(facts_of(learner))


def is_deleted(learner: str) -> bool:
    """Tell whether the record is a tombstone."""
    return models.Record.objects.filter(learner=learner, deleted_at__isnull=False).exists()


def oddities() -> QuerySet[models.Oddity]:
    """Facts that look odd, the newest find first."""
    return models.Oddity.objects.all()


def completions_since(time: int) -> int:
    """How many completions were established at or after server time `time`."""
    return models.EstablishedCompletion.objects.filter(established_at__gte=time).count()


def _module(
    item: str, facts: list[models.Fact], established: bool, clocks: _Clocks, corrected: Corrected
) -> ModuleProgress:
    key, version = split_module_item(item)
    dates = _dates(item, facts, clocks, corrected)
    return ModuleProgress(
        key=key,
        version=version,
        dates=dates,
        established=established,
        opened=_activities(key, ACTIVITY_OPENED, facts),
        finished=_activities(key, ACTIVITY_FINISHED, facts),
    )


def _activities(key: str, kind: str, facts: list[models.Fact]) -> frozenset[str]:
    start = f"{key}:"
    return frozenset(
        fact.item.removeprefix(start) for fact in facts if fact.kind == kind and fact.item.startswith(start)
    )


class _Clocks:
    """What is known of the clocks of a learner's devices, each read once."""

    def __init__(self, learner: str) -> None:
        self._learner = learner
        self._known: dict[str, list[EpochEvidence]] = {}

    def resolved(self, fact: models.Fact) -> Resolved:
        """When a fact happened."""
        if fact.device in (SERVER_DEVICE, WEB_DEVICE):
            return exact(fact.wall, fact.received)
        if fact.device not in self._known:
            self._known[fact.device] = epochs.all_of(self._learner, fact.device)
        return resolve(Stamp(fact.epoch, fact.wall), fact.received, self._known[fact.device])


def _dates(item: str, facts: Iterable[models.Fact], clocks: _Clocks, corrected: Corrected) -> ModuleDates:
    """The earliest over all devices, or what staff set. Of two clocks that disagree the later start is not believed."""
    found: dict[str, list[Resolved]] = {MODULE_STARTED: [], MODULE_COMPLETED: []}
    for fact in facts:
        if fact.item == item and fact.kind in found:
            found[fact.kind].append(clocks.resolved(fact))
    started, completed = (_corrected(corrected.get((kind, item)), found[kind]) for kind in found)
    if started is not None and completed is not None and started.date > completed.date:
        started = completed
    return ModuleDates(started, completed)


def _corrected(correction: Correction | None, found: list[Resolved]) -> Resolved | None:
    if correction is not None and correction.effect == TAKEN_BACK:
        return None
    if correction is not None and correction.effect == SET:
        return by_staff(correction.time, correction.at)
    return min(found, key=_date, default=None)


def _date(resolved: Resolved) -> tuple[int, int]:
    return resolved.date, resolved.top


def _is_module(item: str) -> bool:
    try:
        split_module_item(item)
    except ValueError:
        return False
    return True
