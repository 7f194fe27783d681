"""Finish a module: every required activity is finished and the learner presses Finish."""

from __future__ import annotations

import sqlite3

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.remember import remember
from cor_desktop.errors import NotFinishedYet
from cor_desktop.store import facts
from cor_protocol.facts import ACTIVITY_FINISHED, MODULE_COMPLETED
from cor_protocol.module import Module


def finish_module(desk: Desk, module: Module) -> None:
    """Keep that the module is completed. Raises NotFinishedYet with what is open, NotSaved where the disk refuses."""
    learner = desk.learner()
    with desk.store.transaction() as connection:
        if still_open := _still_open(connection, learner.id, module):
            raise NotFinishedYet(still_open)
        remember(desk, connection, learner, [(MODULE_COMPLETED, module.item)])


def _still_open(connection: sqlite3.Connection, learner: str, module: Module) -> tuple[str, ...]:
    finished = {fact.key.item for fact, _ in facts.all_facts(connection, learner) if fact.key.kind == ACTIVITY_FINISHED}
    return tuple(
        activity.title
        for activity in module.activities
        if activity.required and module.key_of(activity) not in finished
    )
