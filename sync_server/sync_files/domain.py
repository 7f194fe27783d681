"""What can be done with what came on a stick: take it in, say whose it is, refuse it, answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db import transaction

from cor_protocol import sync_file, wire
from cor_protocol.facts import MAX_FACTS_PER_LEARNER
from cor_protocol.sync_file import Asked, State, SyncFileFault, Upload, Why
from cor_protocol.wire import MalformedMessage, Request, SentFact
from sync_server.accounts import domain as accounts
from sync_server.accounts import queries as known_accounts
from sync_server.accounts.domain import Machine
from sync_server.audit import domain as audit
from sync_server.common import clock
from sync_server.common.keys import server_key
from sync_server.common.refusals import Refused
from sync_server.progress import domain as progress
from sync_server.progress import queries as records
from sync_server.sync_files import answers
from sync_server.sync_files.models import CarriedRecord


class NotTaken(ValueError):
    """A file, or what it brought, is not taken. The text is a sentence for whoever looks after the server."""


class Part(NamedTuple):
    """What became of one learner's part: how many of its `facts` were `new` here, and the number it is listed by."""

    number: int
    learner: str
    state: State
    facts: int
    new: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in."""

    device: str
    parts: tuple[Part, ...]


WORDS = {
    Why.NOT_A_SYNC_FILE: "it is not a sync file of COR Desktop.",
    Why.DAMAGED: "it is damaged or was cut short. Copy it from the stick again, or have it saved again.",
    Why.TOO_LARGE: "it is larger than any sync file may be.",
    Why.WRONG_WAY: "it is an answer for a computer, not a file for this server.",
    Why.FOR_ANOTHER: "it is sealed to another server, and cannot be opened here. Take it to the one it was saved for.",
    Why.FORGED: "somebody changed it, or made it up. Have it saved again on the computer it comes from.",
    Why.NEWER: "a newer COR Desktop wrote it. Update this server first.",
}


def open_file(raw: bytes) -> Upload:
    """Verify a whole file in memory. Raises NotTaken."""
    try:
        upload = sync_file.read_upload(raw, server_key())
        for part in upload.parts:
            progress.check(part.request)
    except SyncFileFault as fault:
        raise NotTaken(f"Nothing was taken: {WORDS[fault.why]}") from fault
    except MalformedMessage as fault:
        raise NotTaken(f"Nothing was taken: {WORDS[Why.FORGED]}") from fault
    return upload


def import_file(raw: bytes, actor: str) -> Taken:
    """Verify a file, then take all of it in one transaction. Taking it again changes nothing. Raises NotTaken."""
    upload = open_file(raw)
    try:
        with transaction.atomic():
            parts = tuple(_take(upload, part) for part in upload.parts)
            audit.record(actor, "sync_file.imported", f"device {upload.device}", f"{len(parts)} learners")
    except Refused as refused:
        raise NotTaken(f"Nothing was taken: {refused.message}") from refused
    return Taken(upload.device, parts)


@transaction.atomic
def confirm(number: int, email: str, actor: str, reason: str, name: tuple[str, str] = ("", "")) -> Part:
    """Say that what waits under this number is of the account of that address, and take it in. Raises NotTaken.

    From now on files of this computer about this learner are taken by themselves, until the owner ends the device.
    `name` (first, last) is given to an account that has none: a certificate is in somebody's name.
    """
    row = _waiting(number)
    account = known_accounts.account_with(email)
    if account is None or not account.is_active:
        raise NotTaken(f"There is no account with the address {email} that is open. Make one first.")
    _give_name(account, name)
    client, platform = _message(row).client
    row.record = accounts.claim_for(account, Machine(row.device, row.learner, platform, client, key=row.key))
    row.is_refused = False
    row.save(update_fields=["record", "is_refused"])
    audit.record(actor, "carried_record.confirmed", f"learner {row.learner}", f"account {account.pk}: {reason}")
    return _merged(row)


@transaction.atomic
def refuse(number: int, actor: str, reason: str) -> None:
    """Refuse what waits under this number, drop its facts, and go on refusing what comes after it. Raises NotTaken."""
    row = _waiting(number)
    row.is_refused = True
    _keep(row, replace(_message(row), facts=(), spans=()))
    audit.record(actor, "carried_record.refused", f"learner {row.learner}", reason)


def answer(device: str, key: str) -> bytes:
    """The file to carry back to the computer of this device and key."""
    return answers.file_for(CarriedRecord.objects.filter(device=device, key=key), state_of)


def state_of(row: CarriedRecord) -> State:
    """Whether a part may be merged: a record that was deleted always, because all it is told is to wipe."""
    if row.is_refused:
        return State.REFUSED
    known = known_accounts.may_carry_for(row.record, row.device, row.key)
    return State.MERGED if known or records.is_deleted(row.record) else State.WAITING


def erase_learner(learner: str) -> None:
    """Drop the facts that sticks brought of a learner; who brought them is kept, so that it can be told to wipe."""
    for row in CarriedRecord.objects.filter(record=learner):
        _keep(row, replace(_message(row), facts=(), spans=()))


def _take(upload: Upload, part: Asked) -> Part:
    request = part.request
    row, _is_new = CarriedRecord.objects.select_for_update().get_or_create(
        device=upload.device,
        learner=request.learner,
        key=upload.key.hex(),
        defaults={"record": request.learner, "message": wire.encode_request(request), "received": clock.now()},
    )
    row.reader, row.received = part.reader.hex(), clock.now()
    if row.is_refused or records.is_deleted(row.record):
        request = replace(request, facts=(), spans=())
    else:
        request = replace(request, facts=_joined([*_message(row).facts, *request.facts]))
    _keep(row, request)
    return _merged(row)


def _merged(row: CarriedRecord) -> Part:
    state, request = state_of(row), _message(row)
    new = 0
    if state is State.MERGED:
        before = records.stored_digest(row.record).count
        reply = progress.exchange(replace(request, learner=row.record), clock.now(), carried=True)
        new = reply.digest.count - before
    return Part(row.pk, row.learner, state, len(request.facts), new)


def _joined(facts: Iterable[SentFact]) -> tuple[SentFact, ...]:
    """Facts of several files; of two under one key the smaller stamp stays. Raises NotTaken over the limit."""
    smallest: dict[object, SentFact] = {}
    for sent in facts:
        known = smallest.setdefault(sent.fact.key, sent)
        if sent.fact.stamp < known.fact.stamp:
            smallest[sent.fact.key] = sent
    if len(smallest) > MAX_FACTS_PER_LEARNER:
        raise NotTaken("Nothing was taken: a learning record in it is larger than the server keeps for one person.")
    return tuple(smallest.values())


def _keep(row: CarriedRecord, request: Request) -> None:
    row.message = wire.encode_request(request)
    row.save()


def _waiting(number: int) -> CarriedRecord:
    row = CarriedRecord.objects.select_for_update().filter(pk=number).first()
    if row is None or state_of(row) is State.MERGED:
        raise NotTaken(f"Nothing waits under the number {number}. `cor-server quarantine list` shows what does.")
    return row


def _give_name(account: Any, name: tuple[str, str]) -> None:
    if account.get_full_name():
        return
    try:
        accounts.change_account(account, {"first_name": name[0], "last_name": name[1]})
    except Refused as refused:
        raise NotTaken(
            f"The account {account.email} has no name, and certificates need one: --first-name and --last-name."
        ) from refused


def _message(row: CarriedRecord) -> Request:
    return answers.message_of(row)
