"""Shut the screen: keys leave memory and disk at once, and the server hears of it at the next contact."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.session import Farewell
from cor_desktop.store import learners, unlocking
from cor_desktop.store.learners import current


def lock(desk: Desk) -> None:
    """Lock whoever is signed in; a guest has nothing to lock. Quick; raises NotSaved, and is locked in memory then."""
    with desk.store.reading() as connection:
        learner = current(connection)
    if learner is None or not learner.has_account:
        return
    opened = desk.session.close(locked=True)
    if opened is not None:
        desk.session.owe(Farewell(opened.learner, opened.profile, idle=True))
    with desk.store.transaction() as connection:
        unlocking.lock(connection, learner.id, desk.clock.read().wall)
        learners.need_sign_in(connection, learner.id)
    desk.store.truncate_log()


def end_guest(desk: Desk) -> None:
    """A guest's session on a shared machine is over: the next one begins anew, and never joins it. Raises NotSaved."""
    with desk.store.transaction() as connection:
        learner = current(connection)
        if learner is not None and not learner.has_account:
            learners.leave(connection)
