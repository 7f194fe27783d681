"""Open an activity's page: kept that it was opened, that its module was started, and that the page is here."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.remember import remember
from cor_desktop.store.places import Place, keep_place
from cor_protocol.facts import ACTIVITY_OPENED, MODULE_STARTED
from cor_protocol.module import Module


def open_activity(desk: Desk, module: Module, activity_id: str) -> None:
    """Keep that the activity was opened. Raises NotSaved where the disk refuses, KeyError for an unknown activity."""
    activity = module.activity(activity_id)
    learner = desk.learner()
    with desk.store.transaction() as connection:
        remember(desk, connection, learner, [(MODULE_STARTED, module.item), (ACTIVITY_OPENED, module.key_of(activity))])
        keep_place(connection, learner.id, module.key, Place(module.version, activity_id))
