"""Change the account's email: a code goes to the new address, and makes it the account's."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from cor_desktop.actions.account_security import let_go, short_sign_in
from cor_desktop.actions.accounts import seal_name
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.opening import open_here
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.register import slow_with_mail
from cor_desktop.actions.secret import Secret
from cor_desktop.actions.unlocking import keep_open_profile, lookup_of
from cor_desktop.errors import Trouble
from cor_desktop.store import unlocking


def change_email(desk: Desk, password: str, email: str) -> Pending:
    """Ask for the mail with the code. Blocks on network and vault. Raises Refused with its field, Offline or Locked."""
    _, opened = open_here(desk)
    step = short_sign_in(desk, opened.profile, Secret(password))
    with let_go(desk, step.session):
        desk.server.change_email(step.session, password, email.strip())
    return Pending(
        "email_change", email.strip(), step.session, Secret(password), server_is_slow_with_mail=slow_with_mail(desk)
    )


def email_changed(desk: Desk, pending: Pending) -> None:
    """The new address is the account's: the profile on this computer opens with it from now on."""
    with contextlib.suppress(Trouble):
        desk.server.end_session(pending.session)
    learner, opened = open_here(desk)
    profile = replace(opened.profile, email=pending.email)
    lookup = lookup_of(desk.vault, pending.email)
    keep_open_profile(desk, learner.id, profile)
    name = f"{profile.first_name} {profile.last_name}".strip()
    with desk.store.reading() as connection:
        row = unlocking.find(connection, learner.id)
    if row is None:
        return
    remembered = seal_name(desk, learner.id, name, pending.email) if row.remembered_name is not None else None
    with desk.store.transaction() as connection:
        unlocking.keep(connection, replace(row, lookup=lookup, remembered_name=remembered))
