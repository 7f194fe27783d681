"""Create an account (M1). What was learned before on this computer without one belongs to it from now on."""

from __future__ import annotations

from cor_desktop.actions.accounts import current_guest
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending, RegistrationForm
from cor_desktop.actions.secret import Secret
from cor_desktop.errors import Trouble

__all__ = ["RegistrationForm", "register", "slow_with_mail"]


def register(desk: Desk, form: RegistrationForm) -> Pending:
    """Ask for an account; the code in the mail makes it. Blocks on the network.

    The answer is the same for an address that has an account already: its owner gets another mail. Raises Refused
    with the field, or Offline.
    """
    guest = current_guest(desk)
    step = desk.server.sign_up(
        {
            "first_name": form.first_name.strip(),
            "last_name": form.last_name.strip(),
            "email": form.email.strip(),
            "password": form.password,
            "organization_type": form.organization_type,
            "association": form.association.strip(),
            "policy_version": form.policy_version,
        }
    )
    return Pending(
        "verify_email",
        form.email.strip(),
        step.session,
        Secret(form.password),
        guest=guest,
        policy_version=form.policy_version,
        server_is_slow_with_mail=slow_with_mail(desk),
        form=form,
    )


def slow_with_mail(desk: Desk) -> bool:
    """Whether the server says that no mail leaves it just now, so that the code may take its time."""
    try:
        return not desk.server.server_info().mail
    except Trouble:
        return False
