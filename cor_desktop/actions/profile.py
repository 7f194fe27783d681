"""The learner's name, email, token and server key, as they lie sealed in the database."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field

from cor_desktop.errors import SecretsLocked


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the account is and how this device speaks for it; `server_key` (raw) signs the server's replies.

    `server` is the address that gave the token, the only one that it is ever sent to. `token` is the full device
    token; empty after a sign-out, when only this computer opens the profile. `append_token` is kept here too, for a
    later session without the server: once everything is sent, it lies nowhere else.
    """

    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    email: str = field(repr=False)
    token: str = field(repr=False)
    server_key: bytes = field(repr=False)
    server: str
    append_token: str = field(default="", repr=False)


def write_profile(profile: Profile) -> bytes:
    """The bytes to seal."""
    plain = {
        "first_name": profile.first_name,
        "last_name": profile.last_name,
        "email": profile.email,
        "token": profile.token,
        "server": profile.server,
        "append_token": profile.append_token,
        "server_key": base64.b64encode(profile.server_key).decode("ascii"),
    }
    return json.dumps(plain).encode()


def read_profile(plain: bytes) -> Profile:
    """Undo `write_profile`. Raises SecretsLocked where the bytes are no profile."""
    try:
        fields = json.loads(plain)
        server_key = base64.b64decode(fields.pop("server_key"))
        return Profile(**fields, server_key=server_key)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SecretsLocked from fault
