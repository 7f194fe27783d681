"""Finish an activity: the learner has been through it and pressed Continue, whatever was answered."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.remember import remember
from cor_protocol.facts import ACTIVITY_FINISHED
from cor_protocol.module import Module


def finish_activity(desk: Desk, module: Module, activity_id: str) -> None:
    """Keep that the activity is finished. Raises NotSaved where the disk refuses."""
    item = module.key_of(module.activity(activity_id))
    learner = desk.learner()
    with desk.store.transaction() as connection:
        remember(desk, connection, learner, [(ACTIVITY_FINISHED, item)])
