"""Sign out: name, token and screen are cleared here at once; the server is told afterwards, if it can be reached."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.profile import Profile, open_profile
from cor_desktop.actions.synchronize import exchange
from cor_desktop.errors import SecretsLocked, Trouble
from cor_desktop.store import learners
from cor_desktop.store.learners import LearnerRow


@dataclass(frozen=True, slots=True)
class Farewell:
    """What is needed to tell the server, kept in memory only."""

    learner: LearnerRow
    profile: Profile


def sign_out(desk: Desk) -> Farewell | None:
    """Clear this computer of the learner's name and token; facts stay for the next sign-in. Raises NotSaved.

    Opens the vault: call it in the background. Gives what `say_farewell` needs, or None where nobody can be told.
    """
    learner = desk.learner()
    profile = None
    with contextlib.suppress(SecretsLocked):
        profile = open_profile(desk, learner)
    with desk.store.transaction() as connection:
        learners.sign_out(connection, learner.id)
    desk.store.truncate_log()
    return Farewell(learner, profile) if profile else None


def say_farewell(desk: Desk, farewell: Farewell) -> None:
    """Send what is unsent and end the token on the server. Blocks on the network; where that fails, nobody is told:

    what is unsent waits for the next sign-in, and the token ends by its age.
    """
    if desk.settings.work_offline:
        return
    with contextlib.suppress(Trouble):
        exchange(desk, farewell.learner, farewell.profile)
        desk.server.sign_out(farewell.profile.token)
