"""What is known of the runs of devices' clocks: a value, and the statements that keep it, by primary key.

Of each epoch of a device is kept between which two numbers `true - wall` lies. They only move together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

_EPOCHS_PER_STATEMENT = 200

_SELECT = """
    SELECT epoch, first_wall, last_wall, utc_offset, line, contact_wall, contact_time, low, high
      FROM progress_epoch WHERE learner = %s AND device = %s"""

_WRITE = """
    INSERT INTO progress_epoch
           (learner, device, epoch, first_wall, last_wall, utc_offset, line, contact_wall, contact_time, low, high)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (learner, device, epoch) DO UPDATE
       SET first_wall = excluded.first_wall, last_wall = excluded.last_wall, utc_offset = excluded.utc_offset,
           line = excluded.line, contact_wall = excluded.contact_wall, contact_time = excluded.contact_time,
           low = excluded.low, high = excluded.high"""


class EpochEvidence(NamedTuple):
    """What is known of one epoch, in seconds; None where it is not.

    `first` and `last`: wall time the device saw in it. `line`: how often wall time ran backwards before it. The
    contact: wall and server time of the online one with the smallest difference. `low <= true - wall <= high`.
    """

    epoch: int
    first: int
    last: int
    offset: int = 0
    line: int | None = None
    contact_wall: int | None = None
    contact_time: int | None = None
    low: int | None = None
    high: int | None = None


def read(learner: str, device: str, epochs: Iterable[int]) -> dict[int, EpochEvidence]:
    """What is known of these epochs of a device, by epoch."""
    wanted = sorted(set(epochs))
    known: list[EpochEvidence] = []
    for start in range(0, len(wanted), _EPOCHS_PER_STATEMENT):
        part = wanted[start : start + _EPOCHS_PER_STATEMENT]
        known += _select(f"{_SELECT} AND epoch IN ({', '.join(['%s'] * len(part))})", [learner, device, *part])
    return {evidence.epoch: evidence for evidence in known}


def all_of(learner: str, device: str) -> list[EpochEvidence]:
    """What is known of all epochs of a device. Not for the sync path: they grow with the years."""
    return _select(_SELECT, [learner, device])


def write(learner: str, device: str, epochs: Iterable[EpochEvidence]) -> None:
    """Store what is known of epochs."""
    with connection.cursor() as cursor:
        for evidence in epochs:
            cursor.execute(_WRITE, [learner, device, *evidence])


def _select(statement: str, parameters: Sequence[str | int]) -> list[EpochEvidence]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [EpochEvidence(*row) for row in cursor.fetchall()]
