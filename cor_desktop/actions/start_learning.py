"""Start without an account and without a network (B5): the learning record begins under an id made here."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.store.learners import current, make_current
from cor_protocol.ids import new_learner_id


def start_learning(desk: Desk) -> None:
    """Let a guest begin. Where somebody is learning already, nothing happens."""
    with desk.store.transaction() as connection:
        if current(connection) is None:
            make_current(connection, new_learner_id())
