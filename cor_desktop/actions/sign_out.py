"""Sign out: keys, token and screen are cleared here at once; the server is told afterwards, if it can be reached."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace

from cor_desktop.actions.append import report, send_and_put_away
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.opening import opened
from cor_desktop.actions.session import Farewell, Opened
from cor_desktop.actions.unlocking import seal_profile
from cor_desktop.errors import SecretsLocked, Trouble
from cor_desktop.store import learners, unlocking

__all__ = ["Farewell", "say_farewell", "sign_out"]


def sign_out(desk: Desk) -> Farewell | None:
    """Let nobody be learning here; facts stay and are sent, and the password opens the profile again. Raises NotSaved.

    Opens the vault: call it in the background. Gives what `say_farewell` needs, or None where nobody can be told.
    """
    learner, found = desk.learner(), None
    with contextlib.suppress(SecretsLocked):
        found = opened(desk, learner)
    desk.session.close()
    with desk.store.transaction() as connection:
        if found is not None:
            _drop_token(connection, found)
        learners.sign_out(connection, learner.id)
        unlocking.shut(connection, learner.id)
    desk.store.truncate_log()
    if found is None or not found.profile.token:
        return None
    farewell = Farewell(learner.id, found.profile)
    desk.session.owe(farewell)
    return farewell


def say_farewell(desk: Desk, farewell: Farewell) -> None:
    """Send what is unsent and end the token on the server. Blocks on the network; where that fails, nobody is told:

    the next sync tries again, what is unsent goes with the append token, and the full one ends by its age.
    """
    if desk.settings.work_offline:
        return
    with contextlib.suppress(Trouble):
        report(desk, farewell)
        with desk.store.reading() as connection:
            learner = learners.find(connection, farewell.learner)
        if learner is not None:
            send_and_put_away(desk, learner)


def _drop_token(connection: sqlite3.Connection, found: Opened) -> None:
    sealed = seal_profile(found.learner, found.key, replace(found.profile, token=""))
    learners.keep_profile(connection, found.learner, sealed, signed_in=False)
