"""What changes an account's password or email goes through a short sign-in of its own, opened with the password."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.profile import Profile
from cor_desktop.actions.secret import Secret
from cor_desktop.actions.sign_in import log_in
from cor_desktop.actions.unlocking import find_here
from cor_desktop.errors import AddressChanged, Refused, Trouble, WrongCredentials
from cor_desktop.sync.server import SignInStep
from cor_desktop.words import _


def short_sign_in(desk: Desk, profile: Profile, password: Secret) -> SignInStep:
    """Sign in with the password for one change. Raises Refused with the field `old_password` where it is wrong.

    Raises AddressChanged, and sends nothing, where Settings name another server than the one of the sign-in.
    """
    if profile.server != desk.settings.server_address:
        raise AddressChanged
    try:
        step = log_in(desk, profile.email, password, find_here(desk, profile.email))
    except WrongCredentials as fault:
        raise Refused(_("This is not your password"), field="old_password") from fault
    if step.waits_for:
        raise Refused(
            _("This account has a second factor"),
            advice=_("Please change its password or email on the server’s web pages, which ask for it."),
        )
    return step


@contextlib.contextmanager
def let_go(desk: Desk, session: str) -> Iterator[None]:
    """End the short sign-in where the change did not come about; the server lets it end by itself otherwise."""
    try:
        yield
    except Trouble:
        with contextlib.suppress(Trouble):
            desk.server.end_session(session)
        raise
