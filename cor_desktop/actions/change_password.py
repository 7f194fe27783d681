"""Change the password: at the server, and then what it opens on this computer."""

from __future__ import annotations

from cor_desktop.actions.account_security import let_go, short_sign_in
from cor_desktop.actions.accounts import move_in, this_machine
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.opening import open_here
from cor_desktop.actions.secret import Secret


def change_password(desk: Desk, old: str, new: str) -> None:
    """Change it. All other sign-ins of the account end; this computer signs in anew. Blocks on network and vault.

    Raises Refused with the field `old_password` or `password`, WaitBeforeTrying, Offline, or Locked.
    """
    _, opened = open_here(desk)
    step = short_sign_in(desk, opened.profile, Secret(old))
    with let_go(desk, step.session):
        desk.server.change_password(step.session, old, new)
    again = short_sign_in(desk, opened.profile, Secret(new))
    move_in(desk, desk.server.enroll(again.session, this_machine(desk)), Secret(new))
