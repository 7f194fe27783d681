"""How an action keeps that something happened: facts of one moment, durable before it returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from cor_desktop.actions.desk import Desk
from cor_desktop.clock import Reading
from cor_desktop.store import epochs, facts, learners
from cor_desktop.store.learners import LearnerRow
from cor_protocol.facts import Fact, Key
from cor_protocol.wire import SentFact


def remember(
    desk: Desk, connection: sqlite3.Connection, learner: LearnerRow, happened: Iterable[tuple[str, str]]
) -> Reading:
    """Keep each (kind, item) that is new to this device, all with one stamp. Needs a transaction; gives the moment."""
    reading = desk.clock.read()
    keys = [Key(kind, item, desk.store.device) for kind, item in happened]
    new = [key for key in keys if not facts.holds(connection, learner.id, key)]
    if new:
        stamp = epochs.stamp(connection, reading)
        facts.join(connection, learner.id, [SentFact(Fact(key, stamp), learner.id) for key in new], unsent=True)
    learners.touch(connection, learner.id, reading.wall)
    return reading
