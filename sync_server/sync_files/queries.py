"""Reading what came on sticks."""

from __future__ import annotations

from typing import NamedTuple

from cor_protocol.facts import MODULE_COMPLETED, MODULE_STARTED
from cor_protocol.sync_file import State
from sync_server.sync_files.answers import message_of
from sync_server.sync_files.domain import state_of
from sync_server.sync_files.models import CarriedRecord


class Waiting(NamedTuple):
    """What waits to be confirmed: its number, device and learner, how many facts, modules started and completed.

    `received` is when the last file came, in UTC seconds.
    """

    number: int
    device: str
    learner: str
    facts: int
    started: int
    completed: int
    received: int


class Computer(NamedTuple):
    """A computer that brought files: its device's id, and the key that signed them."""

    device: str
    key: str


def waiting() -> list[Waiting]:
    """All that waits, what came last first."""
    return [_waiting(row) for row in CarriedRecord.objects.all() if state_of(row) is State.WAITING]


def computers(beginning: str) -> list[Computer]:
    """The computers whose device's id begins so, those heard of last first; each with each key it signed with."""
    rows = CarriedRecord.objects.filter(device__startswith=beginning).values_list("device", "key")
    return [Computer(*row) for row in dict.fromkeys(rows)]


def _waiting(row: CarriedRecord) -> Waiting:
    kinds = [sent.fact.key.kind for sent in message_of(row).facts]
    started, completed = kinds.count(MODULE_STARTED), kinds.count(MODULE_COMPLETED)
    return Waiting(row.pk, row.device, row.learner, len(kinds), started, completed, row.received)
