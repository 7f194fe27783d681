"""What registering and signing in have in common: who asks, and what is kept of the answer."""

from __future__ import annotations

import platform
import sqlite3
from dataclasses import dataclass

import cor_desktop
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.profile import Profile, seal_profile
from cor_desktop.store import facts, learners
from cor_desktop.sync.server import SignInReply


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account it is."""

    first_name: str
    last_name: str
    email: str


def this_device(desk: Desk) -> dict[str, str]:
    """What the server keeps with a device, so that its owner can tell it from others."""
    return {
        "device": desk.store.device,
        "platform": f"{platform.system()} {platform.release()}"[:64],
        "client": cor_desktop.__version__,
    }


def move_in(desk: Desk, reply: SignInReply, *, instead_of: str | None) -> Account:
    """Let the account's learner be the one who is learning here, and seal their profile.

    `instead_of` names a record of the same person that takes over the account's learner id. Blocks on the vault.
    """
    server = desk.settings.server_address
    profile = Profile(reply.first_name, reply.last_name, reply.email, reply.token, reply.key, server)
    sealed = seal_profile(desk, reply.learner, profile)
    with desk.store.transaction() as connection:
        learners.make_current(connection, reply.learner)
        learners.keep_profile(connection, reply.learner, sealed)
        if instead_of is not None and instead_of != reply.learner:
            take_over(connection, instead_of, reply.learner)
    return Account(reply.first_name, reply.last_name, reply.email)


def take_over(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Join one record into another and drop the first; every fact keeps the id it was made under."""
    facts.join(connection, new, facts.all_facts(connection, old), unsent=True)
    learners.re_key(connection, old, new)
