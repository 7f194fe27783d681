"""The server ended a sign-in: the profile here is shut, every fact stays, and learning goes on."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import SignInAgain
from cor_desktop.store import learners, unlocking


def end_here(desk: Desk, learner: str, trouble: SignInAgain) -> None:
    """Keep that this learner has to sign in again, and why. Raises NotSaved."""
    if desk.session.of(learner) is not None:
        desk.session.close(locked=desk.session.locked)
    with desk.store.transaction() as connection:
        unlocking.end(connection, learner, trouble.why or "")
        learners.need_sign_in(connection, learner)
    desk.store.truncate_log()
