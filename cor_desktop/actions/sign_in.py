"""Sign in: at the server where it can be reached, else to the profile that lies sealed on this computer.

What a guest learned here before is never joined silently: it is asked for afterwards.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace

from cor_desktop.actions.accounts import (
    Account,
    account_of,
    current_guest,
    move_in,
    pass_purpose,
    seal_append_token,
    take_the_seat,
    this_machine,
)
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import GuestProgress, guest_to_ask_about
from cor_desktop.actions.pending import Pending, Step
from cor_desktop.actions.profile import Profile
from cor_desktop.actions.secret import Secret
from cor_desktop.actions.session import Opened
from cor_desktop.actions.unlocking import find_here, is_of_this_server, open_by_password, reopen, unseal_profile
from cor_desktop.errors import (
    NotKnownHere,
    NotOurServer,
    Offline,
    SecretsLocked,
    ServerTrouble,
    SignInAgain,
    Trouble,
    WrongCredentials,
)
from cor_desktop.store import learners, unlocking
from cor_desktop.store.unlocking import Unlocking
from cor_desktop.sync.server import SignInStep
from cor_desktop.words import _


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, what a guest of this computer has learned, if anything, and whether the server was not asked."""

    account: Account
    guest: GuestProgress | None
    offline: bool = False


def sign_in(desk: Desk, email: str, password: str, remember: bool = False) -> SignedIn | Pending:
    """Sign in. Blocks on network and vault.

    Raises WrongCredentials, WaitBeforeTrying, KeyringLocked; NotKnownHere or Offline where the server cannot be
    reached and this computer does not know the address; SignInAgain where only the server can tell.
    """
    words, row = Secret(password), find_here(desk, email)
    if desk.settings.work_offline:
        return _sign_in_here(desk, row, words, NotKnownHere())
    if row is not None and row.here_only:
        with contextlib.suppress(WrongCredentials, SignInAgain):  # it may be the account's own, which the server knows
            return _sign_in_here(desk, row, words, NotKnownHere())
    try:
        step = log_in(desk, email, words, row)
    except (Offline, NotOurServer, ServerTrouble) as trouble:
        return _sign_in_here(desk, row, words, trouble)
    return arrive(desk, step, Pending("second_factor", email.strip(), step.session, words, remember=remember))


def log_in(desk: Desk, email: str, password: Secret, row: Unlocking | None) -> SignInStep:
    """Begin a sign-in at the server, as a device it knows where it does."""
    return desk.server.log_in(email.strip(), password.reveal(), desk.store.device, _device_pass(desk, row))


def arrive(desk: Desk, step: SignInStep, pending: Pending) -> SignedIn | Pending:
    """Go on to the code that is wanted, or move in where the sign-in is through."""
    if step.waits_for:
        return replace(pending, step=_waiting(step), session=step.session)
    guest = pending.guest
    reply = desk.server.enroll(step.session, this_machine(desk, guest))
    before = current_guest(desk) if guest is None else None
    account = move_in(desk, reply, pending.password, instead_of=guest, remember=pending.remember)
    return SignedIn(account, guest_to_ask_about(desk, before) if guest is None else None)


def open_here_only(desk: Desk, row: Unlocking, password: Secret) -> Account:
    """Open a profile with its password, without the server. Raises as `open_by_password` does.

    The full token of before is not used again: the next contact makes a new one with the password, and ends the old.
    """
    data_key = open_by_password(desk, row, password)
    with desk.store.reading() as connection:
        learner = learners.find(connection, row.learner)
    if learner is None:
        raise SecretsLocked
    profile = unseal_profile(learner, data_key)
    reopen(desk, row, data_key)
    _bring_back_append_token(desk, row, profile)
    with desk.store.transaction() as connection:
        learners.make_current(connection, row.learner)
        learners.need_sign_in(connection, row.learner)
        unlocking.shut_others(connection, row.learner)
    take_the_seat(desk, Opened(row.learner, data_key, replace(profile, token=""), None if row.here_only else password))
    return account_of(profile)


def _bring_back_append_token(desk: Desk, row: Unlocking, profile: Profile) -> None:
    """It was put away when everything was sent; what is learned now is sent without the learner, too."""
    if row.append_token is None and profile.append_token:
        sealed = seal_append_token(desk, row.learner, profile)
        with desk.store.transaction() as connection:
            unlocking.keep_append_token(connection, row.learner, sealed)


def _sign_in_here(desk: Desk, row: Unlocking | None, password: Secret, trouble: Trouble) -> SignedIn:
    if row is None:
        raise _first_time(trouble)
    guest = current_guest(desk)
    account = open_here_only(desk, row, password)
    return SignedIn(account, guest_to_ask_about(desk, guest), offline=True)


def _first_time(trouble: Trouble) -> Trouble:
    """Nobody signs in by itself later, as work is sent."""
    if isinstance(trouble, Offline | ServerTrouble) and not isinstance(trouble, NotKnownHere):
        meaning = _("The first time on a computer needs the server. Nothing is lost.")
        return type(trouble)(trouble.title, meaning, _("Please look at the email again, or try again later."))
    return trouble


def _device_pass(desk: Desk, row: Unlocking | None) -> str:
    if row is None or row.device_pass is None:
        return ""
    with contextlib.suppress(SecretsLocked):
        if is_of_this_server(desk, row):
            return desk.vault.open(pass_purpose(row.learner), row.device_pass).decode()
    return ""


def _waiting(step: SignInStep) -> Step:
    if step.waits_for == "verify_email" or step.waits_for == "second_factor":
        return step.waits_for
    raise SignInAgain
