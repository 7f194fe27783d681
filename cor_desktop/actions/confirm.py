"""Show the code that a sign-in under way waits for."""

from __future__ import annotations

from cor_desktop.actions.change_email import email_changed
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.remember import remember
from cor_desktop.actions.sign_in import SignedIn, arrive
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
    signed_in = arrive(desk, ask(pending.session, code), pending)
    if isinstance(signed_in, SignedIn) and pending.policy_version:
        _acknowledge(desk, pending.policy_version)
    return signed_in


def resend(desk: Desk, pending: Pending) -> None:
    """Ask for the mail with the code once more. Raises CodeUsedUp, WaitBeforeTrying or Offline."""
    if pending.step == "reset":
        desk.server.request_reset(pending.email, pending.session)
    else:
        desk.server.resend_code(pending.session)


def _acknowledge(desk: Desk, version: int) -> None:
    learner = desk.learner()
    with desk.store.transaction() as connection:
        remember(desk, connection, learner, [(POLICY_ACKNOWLEDGED, str(version))])
