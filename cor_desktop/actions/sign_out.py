"""Sign out: name, token and screen are cleared here at once, whether the server can be told or not."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.profile import open_profile
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.errors import Trouble
from cor_desktop.store import learners


def sign_out(desk: Desk) -> None:
    """Send what can be sent, end the sign-in on the server if it can be reached, and here in any case."""
    learner = desk.learner()
    try:
        synchronize(desk)
        profile = open_profile(desk, learner)
        if profile is not None and not desk.settings.work_offline:
            desk.server.sign_out(profile.token)
    except Trouble:
        pass  # the server's side of the token ends by its age; nobody waits for a network to sign out
    with desk.store.transaction() as connection:
        learners.sign_out(connection, learner.id)
    desk.store.truncate_log()
