"""Start without an account and without a network (B5): the learning record begins under an id made here."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.store.learners import current, leave, make_current, waiting_guest
from cor_protocol.ids import new_learner_id


def start_learning(desk: Desk) -> None:
    """Let a guest begin. Where somebody is learning already, nothing happens.

    On an own machine the guest of before goes on; on a shared one every session has a guest of its own, and nobody
    waits for a learner who left it locked. Raises NotSaved.
    """
    locked_away = desk.session.locked and desk.settings.shared_machine
    with desk.store.transaction() as connection:
        if locked_away:
            leave(connection)
        if current(connection) is None:
            guest = None if desk.settings.shared_machine else waiting_guest(connection)
            make_current(connection, guest.id if guest is not None else new_learner_id())
    if locked_away:
        desk.session.close()
