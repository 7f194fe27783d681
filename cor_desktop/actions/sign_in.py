"""Sign in to an account. What a guest learned here before is never joined silently: it is asked for afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from cor_desktop.actions.accounts import Account, move_in, this_device
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import GuestProgress, guest_progress
from cor_desktop.store.learners import current
from cor_protocol.ids import new_learner_id


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, and what a guest of this computer has learned, if anything."""

    account: Account
    guest: GuestProgress | None


def sign_in(desk: Desk, email: str, password: str) -> SignedIn:
    """Sign in. Blocks on the network. Raises WrongCredentials or Offline."""
    with desk.store.reading() as connection:
        row = current(connection)
    guest = guest_progress(desk, row.id) if row is not None and not row.has_account else None
    reply = desk.server.sign_in(
        {"email": email.strip(), "password": password, "learner": new_learner_id(), **this_device(desk)}
    )
    return SignedIn(move_in(desk, reply, instead_of=None), guest)
