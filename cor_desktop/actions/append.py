"""Send what lies here of learners who are not open: with their append token, quietly, and nothing comes back."""

from __future__ import annotations

import contextlib

from cor_desktop.actions.accounts import append_purpose
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.exchange import send, tell
from cor_desktop.actions.profile import Profile, read_profile
from cor_desktop.actions.session import Farewell
from cor_desktop.errors import AddressChanged, Locked, SignInAgain, TooLarge, Trouble
from cor_desktop.store import facts, learners, unlocking
from cor_desktop.store.learners import LearnerRow, current


def send_for_others(desk: Desk) -> tuple[Trouble, ...]:
    """Serve everybody who is signed out here; an append token with nothing left to send is put away.

    Blocks on network and vault. What fails is tried again at the next sync, and given back for whoever counts.
    """
    for farewell in desk.session.farewells:
        with contextlib.suppress(Trouble):
            report(desk, farewell)
    with desk.store.reading() as connection:
        here = current(connection)
        others = learners.others_to_send_for(connection, here.id if here is not None else "")
    met = []
    for learner in others:
        try:
            send_and_put_away(desk, learner)
        except Trouble as trouble:
            met.append(trouble)
    return tuple(met)


def send_only(desk: Desk, learner: LearnerRow) -> None:
    """Send this learner's facts with their append token. Raises Locked where there is none, SignInAgain, Offline …"""
    profile = append_profile(desk, learner.id)
    if profile is None:
        raise Locked
    try:
        send(desk, learner, profile)
    except SignInAgain as trouble:
        _drop_ended(desk, learner.id, trouble)
        raise


def send_and_put_away(desk: Desk, learner: LearnerRow) -> None:
    """Send what is left of somebody who is signed out; then only their password brings the append token back."""
    profile = append_profile(desk, learner.id)
    if profile is None:
        return
    send_only(desk, learner)
    with desk.store.reading() as connection:
        if facts.count_unsent(connection, learner.id) or is_learning(desk, learner.id):
            return
    if profile.server == desk.settings.server_address:
        _drop(desk, learner.id)


def report(desk: Desk, farewell: Farewell) -> None:
    """Tell the server that a full token ended here, with what was unsent. Raises Offline and the like."""
    with desk.store.reading() as connection:
        learner = learners.find(connection, farewell.learner)
    if learner is not None and farewell.profile.server == desk.settings.server_address:
        try:
            tell(desk, learner, farewell.profile, idle=farewell.idle)
        except SignInAgain:
            pass  # it had ended already
        except TooLarge:
            desk.server.sign_out(farewell.profile.token)
    desk.session.paid(farewell)


def append_profile(desk: Desk, learner: str) -> Profile | None:
    """The append token with its server, where there is one. Raises KeyringLocked or FromElsewhere."""
    with desk.store.reading() as connection:
        row = unlocking.find(connection, learner)
    if row is None or row.append_token is None:
        return None
    return read_profile(desk.vault.open(append_purpose(learner), row.append_token))


def is_learning(desk: Desk, learner: str) -> bool:
    """Whether this is who is learning now."""
    with desk.store.reading() as connection:
        here = current(connection)
    return here is not None and here.id == learner


def _drop_ended(desk: Desk, learner: str, trouble: SignInAgain) -> None:
    """The server ended it; a changed address may be changed back."""
    if not isinstance(trouble, AddressChanged):
        _drop(desk, learner)


def _drop(desk: Desk, learner: str) -> None:
    with desk.store.transaction() as connection:
        unlocking.drop_append_token(connection, learner)
    desk.store.truncate_log()
