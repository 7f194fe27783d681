"""The learner's name, email, token and server key: sealed on disk, opened by the vault (off the main thread)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import SecretsLocked
from cor_desktop.store.learners import LearnerRow


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the account is and how this device speaks for it; `server_key` (raw) signs the server's replies.

    `server` is the address that gave the token, the only one that it is ever sent to.
    """

    first_name: str
    last_name: str
    email: str
    token: str
    server_key: bytes
    server: str


def seal_profile(desk: Desk, learner: str, profile: Profile) -> bytes:
    """Seal a profile for the disk. Raises SecretsLocked or NotSaved."""
    plain = {
        "first_name": profile.first_name,
        "last_name": profile.last_name,
        "email": profile.email,
        "token": profile.token,
        "server": profile.server,
        "server_key": base64.b64encode(profile.server_key).decode("ascii"),
    }
    return desk.vault.seal(f"profile of {learner}", json.dumps(plain).encode())


def open_profile(desk: Desk, learner: LearnerRow) -> Profile | None:
    """Open a learner's profile; None for a guest. Raises SecretsLocked where it cannot be opened here."""
    if learner.sealed_profile is None:
        return None
    try:
        plain = json.loads(desk.vault.open(f"profile of {learner.id}", learner.sealed_profile))
        server_key = base64.b64decode(plain.pop("server_key"))
        return Profile(**plain, server_key=server_key)
    except (ValueError, KeyError, TypeError) as fault:
        raise SecretsLocked from fault
