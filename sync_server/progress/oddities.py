"""Facts that look odd: kept, flagged for staff, and never refused (docs/sync.md, *Odd facts*).

A record is judged as a whole, outside of the sync that brought it: so a sync pays nothing for it, and what was odd only
until more arrived, or until the catalog learned a version, is let go of by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.db.models import F, Q, QuerySet

from cor_protocol.corrections import Correction
from cor_protocol.facts import (
    ACTIVITY_FINISHED,
    ACTIVITY_OPENED,
    CORRECTION,
    MODULE_COMPLETED,
    MODULE_STARTED,
    PAGE_OPENED,
    POLICY_ACKNOWLEDGED,
    Key,
)
from cor_protocol.ids import SERVER_DEVICE, WEB_DEVICE
from sync_server.catalog import queries as catalog
from sync_server.common import clock
from sync_server.progress import queries, sql
from sync_server.progress.epochs import EpochEvidence
from sync_server.progress.models import Epoch, Fact, Oddity, Record
from sync_server.progress.models import OddReason as Reason

A_DAY = 86_400
MOST_A_DAY = 1_000
"""Facts that one run of one clock may bring for one day: a busy day of a learner has not a tenth of it."""

_OF_ACTIVITIES = (ACTIVITY_OPENED, ACTIVITY_FINISHED)
_OF_MODULES = (MODULE_STARTED, MODULE_COMPLETED)
_OTHERS = (PAGE_OPENED, POLICY_ACKNOWLEDGED)


@dataclass(frozen=True, slots=True)
class Known:
    """What facts are compared with: by module version its required activities, every activity, and the clocks.

    `clocks` are by device and epoch, `corrections` those that this server made for the learner, by id.
    """

    required: Mapping[str, frozenset[str]] = field(default_factory=dict)
    activities: frozenset[str] = frozenset()
    clocks: Mapping[tuple[str, int], EpochEvidence] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)

    @property
    def modules(self) -> set[str]:
        """The keys of all modules of which a version is known."""
        return {item.rpartition(":")[0] for item in self.required}

    @property
    def looked_at(self) -> set[tuple[str, str]]:
        """What staff have corrected, by kind and item: they have looked at it."""
        return {(each.kind, each.item) for each in self.corrections.values()}


def odd_among(facts: Iterable[Fact], known: Known) -> dict[Key, Reason]:
    """What is odd in a whole record, and by what; of several reasons the first."""
    facts = list(facts)
    finished = {fact.item for fact in facts if fact.kind == ACTIVITY_FINISHED}
    found: dict[Key, Reason] = {}
    for fact in facts:
        if (reason := _of_item(fact, finished, known) or _of_clock(fact, known)) is not None:
            found[_key(fact)] = reason
    for fact in _beyond_a_day(facts):
        found.setdefault(_key(fact), Reason.TOO_MANY)
    return found


def judge(learner: str) -> int:
    """Judge one record whole, and keep what is odd in it with the moment it was first seen so; gives how many are."""
    with transaction.atomic():
        record = sql.lock_record(learner)
        found = odd_among(Fact.objects.filter(learner=learner), _known(learner))
        _keep(learner, found)
        Record.objects.filter(learner=learner).update(judged=record.revision, odd=len(found))
    return len(found)


def judge_changed() -> Iterator[str]:
    """Judge the records that changed since they were judged, one at a time; gives each learner."""
    for learner in list(_changed().values_list("learner", flat=True)):
        judge(learner)
        yield learner


def judge_flagged() -> None:
    """Judge anew what was odd, as after the catalog has learned a version."""
    for learner in list(Record.objects.filter(odd__gt=0).values_list("learner", flat=True)):
        judge(learner)


def _changed() -> QuerySet[Record]:
    return Record.objects.filter(Q(revision__gt=F("judged")), deleted_at=None)


def _known(learner: str) -> Known:
    versions = list(catalog.versions())
    runs = Epoch.objects.filter(learner=learner).values_list(
        *("device", "epoch", "first_wall", "last_wall", "utc_offset", "line"),
        *("contact_wall", "contact_time", "low", "high"),
    )
    return Known(
        {version.item: frozenset(version.required) for version in versions},
        frozenset(key for version in versions for key, _title, _required in version.activities),
        {(device, epoch): EpochEvidence(epoch, *rest) for device, epoch, *rest in runs},
        {each.id: each for each in queries.corrections(learner)},
    )


def _of_item(fact: Fact, finished: set[str], known: Known) -> Reason | None:
    if fact.kind == CORRECTION:
        made = fact.item in known.corrections and fact.device == SERVER_DEVICE
        return None if made else Reason.UNKNOWN_CORRECTION
    if (fact.kind, fact.item) in known.looked_at:
        return None
    if fact.kind in _OF_MODULES:
        if fact.item not in known.required:
            return Reason.UNKNOWN_MODULE
        missing = fact.kind == MODULE_COMPLETED and not known.required[fact.item] <= finished
        return Reason.ACTIVITIES_MISSING if missing else None
    if fact.kind in _OF_ACTIVITIES:
        if fact.item.partition(":")[0] not in known.modules:
            return Reason.UNKNOWN_MODULE
        return None if fact.item in known.activities else Reason.UNKNOWN_ACTIVITY
    return None if fact.kind in _OTHERS else Reason.UNKNOWN_KIND


def _of_clock(fact: Fact, known: Known) -> Reason | None:
    """What its own clock contradicts by more than a day. A clock that is merely wrong is nothing odd."""
    if fact.device in (SERVER_DEVICE, WEB_DEVICE):
        return Reason.IMPOSSIBLE_DATE if fact.wall > fact.received + A_DAY else None
    run = known.clocks.get((fact.device, fact.epoch))
    if run is None:
        return None
    outside = not run.first - A_DAY <= fact.wall <= run.last + A_DAY
    ahead = run.low is not None and fact.wall + run.low > fact.received + A_DAY
    return Reason.IMPOSSIBLE_DATE if outside or ahead else None


def _beyond_a_day(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts of each day after the first thousand. By epoch, or a battery that is dead would make one day of all."""
    by_day: dict[tuple[str, int, int], list[Fact]] = {}
    for fact in facts:
        by_day.setdefault((fact.device, fact.epoch, fact.wall // A_DAY), []).append(fact)
    for each in by_day.values():
        if len(each) > MOST_A_DAY:
            yield from islice(sorted(each, key=lambda fact: (fact.wall, fact.kind, fact.item)), MOST_A_DAY, None)


def _keep(learner: str, found: Mapping[Key, Reason]) -> None:
    """Write what differs: of what was odd before, the moment stays."""
    kept = {Key(row.kind, row.item, row.device): row for row in Oddity.objects.filter(learner=learner)}
    gone = [row.pk for key, row in kept.items() if found.get(key) != row.reason]
    Oddity.objects.filter(pk__in=gone).delete()
    now = clock.now()
    Oddity.objects.bulk_create(
        Oddity(learner=learner, **key._asdict(), reason=reason, found_at=now)
        for key, reason in found.items()
        if key not in kept or kept[key].reason != reason
    )


def _key(fact: Fact) -> Key:
    return Key(fact.kind, fact.item, fact.device)
