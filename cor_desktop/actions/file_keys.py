"""The keys of sync files beside this computer's own: its server's, and each learner's, which opens their certificates.

A learner's is not kept: it comes from the data key that the password opens, so nobody else here opens their answer.
"""

from __future__ import annotations

import contextlib

from cor_desktop.actions.append import append_profile
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.opening import opened
from cor_desktop.actions.profile import Profile
from cor_desktop.errors import SecretsLocked, Trouble
from cor_desktop.learning.trust import Trust
from cor_desktop.store import unlocking
from cor_desktop.store.learners import LearnerRow, current
from cor_desktop.words import marked


class NoServerYet(Trouble):
    """Nobody told this computer which server its files are for."""

    title = marked("This computer does not know its server yet")
    meaning = marked("A sync file can be read by one server only. Your work is saved on this computer.")
    advice = marked("Ask whoever looks after the server for its file “server.corsync”, and load it here first.")


def server_key(desk: Desk) -> bytes:
    """The key of the server whose address stands in Settings; empty where this computer has not met it."""
    address = desk.settings.server_address
    for profile in _profiles(desk):
        if profile.server == address:
            return profile.server_key
    return Trust(desk.catalog.shelf.folder).server_key(address) if desk.catalog.shelf is not None else b""


def data_key(desk: Desk, learner: LearnerRow) -> bytes | None:
    """What seals this learner's certificates here; None while they are locked. A guest's comes from this computer.

    Raises KeyringLocked or another SecretsLocked.
    """
    if not learner.has_account:
        return guest_key(desk, learner.id)
    found = opened(desk, learner)
    return found.key if found is not None else None


def guest_key(desk: Desk, learner: str) -> bytes:
    """What seals a guest's certificates here: a guest has no password. Raises KeyringLocked or NotSaved."""
    return desk.vault.derive(f"certificates of the guest {learner}", replace_lost=True)


def reader_key(key: bytes) -> bytes:
    """The private key that certificates come sealed to, from the learner's data key."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=None, info=b"certificates of a sync file").derive(key)


def _profiles(desk: Desk) -> list[Profile]:
    """What signed in here, as far as it can be read now: whoever is learning first, then those who left."""
    found: list[Profile] = []
    with desk.store.reading() as connection:
        here, rows = current(connection), unlocking.everyone(connection)
    with contextlib.suppress(SecretsLocked):
        if here is not None and (open_now := opened(desk, here)) is not None:
            found.append(open_now.profile)
    for row in rows:
        with contextlib.suppress(SecretsLocked):
            if (profile := append_profile(desk, row.learner)) is not None:
                found.append(profile)
    return found
