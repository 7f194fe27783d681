"""Corrections by staff: an immutable row, and a fact of the device `server` that names it (see docs/sync.md).

Facts stay as they are; views apply the newest correction of each kind and item, here and on every device.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from cor_protocol import corrections as protocol
from cor_protocol.corrections import MAX_REASON, SET, TAKEN_BACK
from cor_protocol.facts import CORRECTION, MAX_FACTS_PER_LEARNER, MODULE_COMPLETED, MODULE_STARTED, Fact, Key, Stamp
from cor_protocol.ids import SERVER_DEVICE, new_device_id
from cor_protocol.module import split_module_item
from cor_protocol.wire import SentFact
from sync_server.audit import domain as audit
from sync_server.common import clock
from sync_server.progress import completions, merge, sql
from sync_server.progress.models import Correction, EstablishedCompletion, Record
from sync_server.progress.registry import on_taken_back
from sync_server.progress.resolver import EARLIEST

KINDS = (MODULE_STARTED, MODULE_COMPLETED)
EFFECTS = (TAKEN_BACK, SET)
_EPOCH = 0


class NotCorrected(ValueError):
    """The correction cannot be made; the text is a sentence that says why."""


def correct(learner: str, kind: str, item: str, effect: str, reason: str, actor: str, time: int = 0) -> Correction:
    """Correct what is shown of `item` in a learner's record; `time` is the moment that a `set` sets, in UTC seconds.

    A completion that is set counts without its activities; one that is taken back revokes its certificate. Raises
    NotCorrected with nothing changed.
    """
    _check(kind, item, effect, reason, time)
    with transaction.atomic():
        _check_record(learner)
        now = clock.now()
        made = Correction.objects.create(
            # As random as a device's id, and of the same shape.
            id=new_device_id(),
            learner=learner,
            kind=kind,
            item=item,
            effect=effect,
            time=time if effect == SET else 0,
            reason=reason.strip(),
            actor=actor,
            at=max(now, _last(learner) + 1),
        )
        _add_fact(made, now)
        audit.record(actor, "record.corrected", f"learner {learner}", f"{effect} {kind} {item}: {reason.strip()}")
        if kind == MODULE_COMPLETED:
            _follow(made)
    return made


def told(learner: str, facts: Iterable[SentFact]) -> dict[str, object]:
    """What a reply's control says of the corrections among the facts that go out with it."""
    named = [sent.fact.key.item for sent in facts if sent.fact.key.kind == CORRECTION]
    if not named:
        return {}
    rows = Correction.objects.filter(learner=learner, id__in=named)
    return {"corrections": protocol.to_control(row.as_value() for row in rows)} if rows else {}


def _check(kind: str, item: str, effect: str, reason: str, time: int) -> None:
    if kind not in KINDS or effect not in EFFECTS:
        raise NotCorrected("Only a module's start and completion are corrected.")
    if not _is_module(item):
        raise NotCorrected(f"{item} is not a module and its version, as in small-steps:1.")
    if not reason.strip() or len(reason.strip()) > MAX_REASON:
        raise NotCorrected(f"A correction needs a reason of up to {MAX_REASON} characters. The learner reads it.")
    if effect == SET and not EARLIEST <= time <= clock.now():
        raise NotCorrected("The date must lie between 2015 and today.")


def _check_record(learner: str) -> None:
    record = Record.objects.filter(learner=learner, deleted_at=None).first()
    if record is None:
        raise NotCorrected(f"There is no learning record {learner}.")
    if record.count >= MAX_FACTS_PER_LEARNER:
        raise NotCorrected("This learning record has reached its limit; nothing can be added to it.")


def _add_fact(made: Correction, now: int) -> None:
    record = sql.lock_record(made.learner)
    sent = SentFact(Fact(Key(CORRECTION, made.id, SERVER_DEVICE), Stamp(_EPOCH, made.at)), made.learner)
    joined = merge.join({}, {sent.fact.key: sent}, record.digest)
    changed = record._replace(revision=record.revision + 1, digest=joined.digest)
    sql.write_facts(made.learner, joined.accepted, changed.revision, now)
    sql.write_record(changed)


def _follow(made: Correction) -> None:
    """What hangs on a completion goes or comes with it."""
    if made.effect == TAKEN_BACK:
        EstablishedCompletion.objects.filter(learner=made.learner, item=made.item).delete()
        for notify in on_taken_back:
            notify(made.learner, made.item, made.actor)
    completions.check(made.learner, sql.lock_record(made.learner).pending)


def _last(learner: str) -> int:
    """When the last one was made: the newest counts, so no two of one learner have the same moment."""
    return Correction.objects.filter(learner=learner).order_by("-at").values_list("at", flat=True).first() or 0


def _is_module(item: str) -> bool:
    try:
        split_module_item(item)
    except ValueError:
        return False
    return len(item) <= 64
