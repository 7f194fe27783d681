"""Show the code that a sign-in under way waits for."""

from __future__ import annotations

from dataclasses import replace

from cor_desktop.actions.change_email import change_email, email_changed
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.register import register
from cor_desktop.actions.remember import remember
from cor_desktop.actions.sign_in import SignedIn, arrive, log_in
from cor_desktop.actions.unlocking import find_here
from cor_desktop.errors import CodeUsedUp, WrongCredentials
from cor_protocol.facts import POLICY_ACKNOWLEDGED


def confirm(desk: Desk, pending: Pending, code: str) -> SignedIn | Pending | None:
    """Show the code. Gives whoever is signed in by it, or the next code that is wanted; None for a changed email.

    Blocks on network and vault. Raises WrongCode, CodeUsedUp, Offline, KeyringLocked.
    """
    code = code.strip()
    if pending.step == "email_change":
        desk.server.verify_email(pending.session, code)
        email_changed(desk, pending)
        return None
    ask = desk.server.second_factor if pending.step == "second_factor" else desk.server.verify_email
    return _arrived(desk, arrive(desk, ask(pending.session, code), pending), pending)


def resend(desk: Desk, pending: Pending) -> SignedIn | Pending:
    """Ask for the mail with the code once more; where nothing waits for it any more, begin anew with what was typed.

    Gives what is waited for from now on, or whoever is signed in: a code may have been right and its answer lost on
    the way. Blocks on network and vault. Raises CodeUsedUp, WaitBeforeTrying or Offline.
    """
    if pending.step == "reset":
        step = desk.server.request_reset(pending.email, "")
        return replace(pending, session=step.session)
    try:
        desk.server.resend_code(pending.session)
    except CodeUsedUp:
        return _begin_anew(desk, pending)
    return pending


def _begin_anew(desk: Desk, pending: Pending) -> SignedIn | Pending:
    if pending.step == "email_change" and pending.password is not None:
        return change_email(desk, pending.password.reveal(), pending.email)
    if pending.step != "verify_email" or pending.password is None:
        raise CodeUsedUp
    try:
        step = log_in(desk, pending.email, pending.password, find_here(desk, pending.email))
    except WrongCredentials:
        if pending.form is None:
            raise
        return register(desk, pending.form)
    return _arrived(desk, arrive(desk, step, replace(pending, session=step.session)), pending)


def _arrived(desk: Desk, answer: SignedIn | Pending, pending: Pending) -> SignedIn | Pending:
    if isinstance(answer, SignedIn) and pending.policy_version:
        _acknowledge(desk, pending.policy_version)
    return answer


def _acknowledge(desk: Desk, version: int) -> None:
    learner = desk.learner()
    with desk.store.transaction() as connection:
        remember(desk, connection, learner, [(POLICY_ACKNOWLEDGED, str(version))])
