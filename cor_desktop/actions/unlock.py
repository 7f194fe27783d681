"""Open what is locked with the password: here at once, and at the server where it can be reached."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, replace

from cor_desktop.actions.accounts import Account, name_purpose
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.ending import end_here
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.secret import Secret
from cor_desktop.actions.sign_in import SignedIn, arrive, log_in, open_here_only
from cor_desktop.actions.unlocking import is_of_this_server
from cor_desktop.errors import (
    NotOurServer,
    Offline,
    SecretsLocked,
    ServerTrouble,
    SignInAgain,
    Trouble,
    WaitBeforeTrying,
    WrongCredentials,
)
from cor_desktop.store import unlocking
from cor_desktop.store.learners import current
from cor_desktop.store.unlocking import Unlocking
from cor_protocol.accounts import Ended

_NOT_NOW = (Offline, NotOurServer, ServerTrouble, WaitBeforeTrying)
"""Why the server may have to be asked later; what is here is open meanwhile."""


@dataclass(frozen=True, slots=True)
class WaysBack:
    """What opens again what is locked: a password or passphrase here, an organization's sign-in in the browser."""

    password: bool = True
    browser: bool = False


def ways_back(desk: Desk) -> WaysBack:
    """How whoever is learning here comes back."""
    with desk.store.reading() as connection:
        here = current(connection)
        row = unlocking.find(connection, here.id) if here is not None else None
    return WaysBack(row.sealed_key is not None, row.here_only) if row is not None else WaysBack()


def unlock(desk: Desk, password: str) -> SignedIn | Pending:
    """Open the profile of whoever is learning here, and sign in anew where the server can be reached.

    Gives a Pending where the account has a second factor: the profile is open, and its code is still wanted. Blocks on
    network and vault. Raises WrongCredentials, WaitBeforeTrying, SignInAgain, FromElsewhere or KeyringLocked.
    """
    row, words = _row(desk), Secret(password)
    try:
        account = open_here_only(desk, row, words)
    except (WrongCredentials, SignInAgain) as fault:
        return _ask_the_server(desk, row, words, fault)
    if _is_for_here_alone(desk, row):
        return SignedIn(account, None, offline=True)
    return _sign_in_too(desk, row, words, account)


def _sign_in_too(desk: Desk, row: Unlocking, password: Secret, account: Account) -> SignedIn | Pending:
    try:
        return _at_the_server(desk, row, password, account.email)
    except _NOT_NOW:
        return SignedIn(account, None, offline=True)
    except WrongCredentials as fault:
        trouble = SignInAgain(why=Ended.PASSWORD)
        end_here(desk, row.learner, trouble)
        raise trouble from fault


def _ask_the_server(desk: Desk, row: Unlocking, password: Secret, fault: Trouble) -> SignedIn | Pending:
    """The password does not open what is here: it may be a new one that only the server knows."""
    email = _remembered_email(desk, row)
    if not email or _is_for_here_alone(desk, row):
        raise fault
    try:
        return _at_the_server(desk, row, password, email)
    except _NOT_NOW as trouble:
        raise trouble if isinstance(trouble, WaitBeforeTrying) else fault from trouble


def _is_for_here_alone(desk: Desk, row: Unlocking) -> bool:
    """Whether no server is told this password: none that knows it, or not the one that the learner signed in to."""
    return desk.settings.work_offline or row.here_only or not is_of_this_server(desk, row)


def _at_the_server(desk: Desk, row: Unlocking, password: Secret, email: str) -> SignedIn | Pending:
    step = log_in(desk, email, password, row)
    found = arrive(desk, step, Pending("second_factor", email, step.session, password, remember=None))
    return replace(found, guest=None) if isinstance(found, SignedIn) else found


def _row(desk: Desk) -> Unlocking:
    learner = desk.learner()
    with desk.store.reading() as connection:
        row = unlocking.find(connection, learner.id)
    if row is None:
        raise SignInAgain
    return row


def _remembered_email(desk: Desk, row: Unlocking) -> str:
    """Whose email it is, where this computer may know it: from before it was locked, or remembered by wish."""
    for farewell in desk.session.farewells:
        if farewell.learner == row.learner:
            return farewell.profile.email
    with contextlib.suppress(SecretsLocked, ValueError, KeyError):
        if row.remembered_name is not None:
            return str(json.loads(desk.vault.open(name_purpose(row.learner), row.remembered_name))["email"])
    return ""
