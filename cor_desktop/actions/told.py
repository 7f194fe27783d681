"""What a reply tells of a learner's record beside its facts, kept in the transaction that merges them."""

from __future__ import annotations

import sqlite3

from cor_desktop.store import corrections, learners
from cor_protocol.corrections import from_control
from cor_protocol.facts import MAX_FACTS_PER_LEARNER
from cor_protocol.wire import Reply


def keep_told(connection: sqlite3.Connection, learner: str, reply: Reply, *, fresh: bool = True) -> None:
    """Keep how many facts are looked at there, and what staff corrected. Ask only of a genuine reply to a full token.

    Of a reply that is not `fresh`, as an old sync file has it, only the corrections count. Needs a transaction.
    """
    if fresh:
        learners.keep_odd(connection, learner, _count(reply.control.get("odd")))
    corrections.keep(connection, learner, from_control(reply.control.get("corrections")))


def _count(told: object) -> int:
    return told if isinstance(told, int) and 0 <= told <= MAX_FACTS_PER_LEARNER else 0
