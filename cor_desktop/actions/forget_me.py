"""Forget me on this computer: what is unsent is sent first, then everything of the learner here is removed."""

from __future__ import annotations

import contextlib

from cor_desktop.actions.append import append_profile, report, send_only
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.exchange import exchange
from cor_desktop.actions.opening import opened
from cor_desktop.actions.session import Farewell, Opened
from cor_desktop.errors import NotSentYet, SecretsLocked, Trouble
from cor_desktop.store import facts, learners
from cor_desktop.store.learners import LearnerRow


def forget_me(desk: Desk, *, force: bool = False) -> None:
    """Remove facts, places, certificates, keys and names of whoever is learning. Blocks on network and vault.

    Raises NotSentYet where work could not be sent, unless `force` says that it may be lost; raises NotSaved.
    """
    learner, found = desk.learner(), None
    with contextlib.suppress(SecretsLocked):
        found = opened(desk, learner)
    if not desk.settings.work_offline:
        with contextlib.suppress(Trouble):
            _send(desk, learner, found)
    with desk.store.reading() as connection:
        unsent = facts.count_unsent(connection, learner.id)
    if unsent and not force:
        raise NotSentYet
    if not desk.settings.work_offline:
        _end_tokens(desk, learner, found)
    desk.session.close()
    with desk.store.transaction() as connection:
        learners.forget(connection, learner.id)
    desk.store.truncate_log()


def _send(desk: Desk, learner: LearnerRow, found: Opened | None) -> None:
    if found is not None and found.profile.token:
        exchange(desk, learner, found.profile)
    elif learner.has_account:
        send_only(desk, learner)


def _end_tokens(desk: Desk, learner: LearnerRow, found: Opened | None) -> None:
    """What the server does not hear now ends by its age."""
    if found is not None and found.profile.token:
        with contextlib.suppress(Trouble):
            report(desk, Farewell(learner.id, found.profile))
    with contextlib.suppress(Trouble):
        profile = append_profile(desk, learner.id)
        if profile is not None and profile.server == desk.settings.server_address:
            desk.server.sign_out(profile.token)
