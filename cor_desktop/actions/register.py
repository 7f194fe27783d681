"""Create an account (M1). What was learned before on this computer without one belongs to it from now on."""

from __future__ import annotations

from dataclasses import dataclass, field

from cor_desktop.actions.accounts import Account, move_in, this_device
from cor_desktop.actions.desk import Desk
from cor_desktop.store.learners import current
from cor_protocol.ids import new_learner_id


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """What the learner typed."""

    first_name: str
    last_name: str
    email: str
    password: str = field(repr=False)


def register(desk: Desk, form: RegistrationForm) -> Account:
    """Make the account and sign in. Blocks on the network. Raises Refused with the field, or Offline."""
    with desk.store.reading() as connection:
        row = current(connection)
    guest = row.id if row is not None and not row.has_account else None
    reply = desk.server.register(
        {
            "first_name": form.first_name.strip(),
            "last_name": form.last_name.strip(),
            "email": form.email.strip(),
            "password": form.password,
            "learner": guest or new_learner_id(),
            **this_device(desk),
        }
    )
    return move_in(desk, reply, instead_of=guest)
