"""Choose a new password with a code from a mail (M11). Signing in with it comes after."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.register import slow_with_mail


def request_reset(desk: Desk, email: str) -> Pending:
    """Ask for the mail. The answer is the same for an address nobody knows. Blocks on the network; raises Offline."""
    step = desk.server.request_reset(email.strip(), "")
    return Pending("reset", email.strip(), step.session, server_is_slow_with_mail=slow_with_mail(desk))


def reset(desk: Desk, pending: Pending, code: str, new_password: str) -> None:
    """Show the code and choose. Raises WrongCode, CodeUsedUp, Offline, or Refused with the field `password`."""
    desk.server.reset_password(pending.session, code.strip(), new_password)
