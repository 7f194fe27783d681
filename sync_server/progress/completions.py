"""Is a module that a learner pressed Finish on complete? Compared with the catalog's definition of that version.

All required activities must be finished, on whichever devices. Where one is still to come, or the catalog does not
know the version yet, the record is marked pending and looked at again when more arrives.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import DatabaseError, transaction

from cor_protocol.corrections import SET, TAKEN_BACK
from cor_protocol.facts import ACTIVITY_FINISHED, MODULE_COMPLETED
from cor_protocol.wire import SentFact
from sync_server.catalog import queries as catalog
from sync_server.common import clock
from sync_server.progress import queries, sql
from sync_server.progress.models import EstablishedCompletion, Fact, Record
from sync_server.progress.registry import Completion, on_completed
from sync_server.progress.resolver import exact

if TYPE_CHECKING:  # its door is closed at run time; only the type is named
    from sync_server.catalog.models import ModuleVersion

_log = logging.getLogger("cor.progress")


def concern(accepted: Iterable[SentFact], pending: bool) -> bool:
    """Tell whether newly accepted facts can complete a module; `pending` as in the record."""
    kinds = {sent.fact.key.kind for sent in accepted}
    return MODULE_COMPLETED in kinds or (pending and ACTIVITY_FINISHED in kinds)


def check(learner: str, pending: bool) -> None:
    """Establish what can be established of one learner's completions, and note whether any is left pending."""
    corrected = _effects(learner)
    left = [item for item in _open_items(learner, corrected) if not _establish(learner, item, corrected)]
    if bool(left) != pending:
        sql.write_pending(learner, bool(left))


def check_all_pending() -> None:
    """Look again at every pending record, as after the catalog has learned a version."""
    for learner in list(Record.objects.filter(pending=True).values_list("learner", flat=True)):
        check(learner, pending=True)


def _effects(learner: str) -> dict[str, str]:
    """What staff made of completions, by module item."""
    corrected = queries.newest_corrections(learner).items()
    return {item: each.effect for (kind, item), each in corrected if kind == MODULE_COMPLETED}


def _open_items(learner: str, corrected: Mapping[str, str]) -> list[str]:
    claimed = Fact.objects.filter(learner=learner, kind=MODULE_COMPLETED).values_list("item", flat=True)
    settled = EstablishedCompletion.objects.filter(learner=learner).values_list("item", flat=True)
    counted = set(claimed) | {item for item, effect in corrected.items() if effect == SET}
    return sorted(item for item in counted - set(settled) if corrected.get(item) != TAKEN_BACK)


def _establish(learner: str, item: str, corrected: Mapping[str, str]) -> bool:
    definition = catalog.definition(item)
    if definition is None or not (corrected.get(item) == SET or _is_complete(learner, definition)):
        return False
    try:
        with transaction.atomic():
            EstablishedCompletion.objects.create(learner=learner, item=item, established_at=clock.now())
            _tell(_completion(learner, definition))
    except DatabaseError:
        raise
    except Exception as fault:
        # The sync itself must not fail with it, or the learner's facts would never arrive.
        _log.error("completion not established: %s", type(fault).__name__, exc_info=fault)
        return False
    return True


def _is_complete(learner: str, definition: ModuleVersion) -> bool:
    finished = Fact.objects.filter(learner=learner, kind=ACTIVITY_FINISHED, item__in=definition.required)
    return finished.values("item").distinct().count() == len(definition.required)


def _completion(learner: str, definition: ModuleVersion) -> Completion:
    dates = queries.module_dates(learner, definition.item)
    return Completion(
        learner=learner,
        item=definition.item,
        key=definition.key,
        version=definition.version,
        title=definition.title,
        objectives=tuple(definition.objectives),
        contact_hours=tuple((category, hours) for category, hours in definition.contact_hours),
        started=dates.started,
        completed=dates.completed or exact(clock.now(), clock.now()),
    )


def _tell(completion: Completion) -> None:
    for notify in on_completed:
        notify(completion)
