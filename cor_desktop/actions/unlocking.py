"""Which keys open a learner's profile on this computer, and how long a wrong password makes the next try wait.

A random data key protects profile and certificates. It is sealed under `kek = HKDF(Argon2id(password), device secret)`,
so that neither the disk nor the keyring nor the password alone opens anything. On a learner's own machine it is also
kept under the device secret alone, as long as they are signed in and the window is not locked.
"""

from __future__ import annotations

import hmac
import math
import secrets
from dataclasses import dataclass

from cor_desktop.actions.desk import Cost, Desk
from cor_desktop.actions.profile import Profile, read_profile, write_profile
from cor_desktop.actions.secret import Secret
from cor_desktop.errors import (
    FromElsewhere,
    RecordOfAnother,
    SecretsLocked,
    SignInAgain,
    WaitBeforeTrying,
    WrongCredentials,
)
from cor_desktop.store import learners, unlocking
from cor_desktop.store.learners import LearnerRow
from cor_desktop.store.unlocking import Unlocking
from cor_desktop.vault import DoesNotOpen, SecretLost, Vault, new_key, open_with, seal_with
from cor_protocol.accounts import Ended

FREE_TRIES = 4
LONGEST_WAIT = 15 * 60
"""Wrong passwords in a row that cost nothing; then the wait doubles from one second up to this many."""
_NO_LONGER = (Ended.PASSWORD, Ended.ACCOUNT)
"""After these the old password opens nothing any more, and only the server can tell the new one."""


@dataclass(frozen=True, slots=True)
class Key:
    """A data key, and whether the learner's certificates of before were sealed with another."""

    data: bytes
    is_new: bool


def normal(email: str) -> str:
    """An address as it is compared: two ways of typing it are one."""
    return email.strip().casefold()


def lookup_of(vault: Vault, email: str) -> bytes:
    """What stands for an address on disk: nobody reads the address from it. Raises KeyringLocked or SecretLost."""
    return hmac.digest(vault.derive("lookup of emails"), normal(email).encode(), "sha256")


def find_here(desk: Desk, email: str) -> Unlocking | None:
    """How the profile of that address opens here; None where nobody signed in with it. Raises KeyringLocked."""
    try:
        lookup = lookup_of(desk.vault, email)
    except SecretLost:
        return None
    with desk.store.reading() as connection:
        return unlocking.find_by_email(connection, lookup)


def wait_of(failures: int) -> int:
    """Seconds to wait after so many wrong passwords in a row."""
    return 0 if failures < FREE_TRIES else min(LONGEST_WAIT, 2 ** min(failures - FREE_TRIES, 20))


def remaining(row: Unlocking, boot: float) -> int:
    """Seconds that are still to wait, `boot` seconds after the computer's start.

    Counted in time since boot, which nobody can set: a clock that is set back locks nobody, one that is set forward
    frees nobody, and after a restart the time since then counts.
    """
    passed = boot - row.failed_boot if boot >= row.failed_boot else boot
    return max(0, math.ceil(wait_of(row.failures) - passed))


def open_by_password(desk: Desk, row: Unlocking, password: Secret) -> bytes:
    """The data key. Raises WaitBeforeTrying, WrongCredentials, SignInAgain, FromElsewhere or KeyringLocked.

    A try is counted before it is made, so that ending the program in the middle does not hide it.
    """
    _check_ours(desk, row)
    if row.ended in _NO_LONGER or row.sealed_key is None:
        raise SignInAgain(why=Ended(row.ended) if row.ended else None)
    _count_try(desk, row.learner)
    kek = key_from(desk.vault, password, row.salt, desk.cost)
    try:
        data_key = open_with(kek, _key_purpose(row.learner), row.sealed_key)
    except DoesNotOpen as fault:
        raise WrongCredentials from fault
    with desk.store.transaction() as connection:
        unlocking.keep_failures(connection, row.learner, 0, 0.0)
    return data_key


def open_kept(desk: Desk, row: Unlocking) -> bytes | None:
    """The data key where it is kept here without a password. Raises FromElsewhere or KeyringLocked."""
    if row.kept_key is None or desk.settings.shared_machine:
        return None
    return desk.vault.open(_key_purpose(row.learner), row.kept_key)


def data_key_for(desk: Desk, learner: str, password: Secret | None) -> Key:
    """The data key to go on with: the learner's own one where it opens here, else a fresh one."""
    opened = desk.session.of(learner)
    if opened is not None:
        return Key(opened.key, is_new=False)
    with desk.store.reading() as connection:
        row = unlocking.find(connection, learner)
    known = _try_to_open(desk, row, password) if row is not None and password is not None else None
    return Key(known or new_key(), is_new=known is None)


def a_row(
    desk: Desk, learner: str, email: str, data_key: bytes, password: Secret | None, *, here_only: bool
) -> Unlocking:
    """A fresh row in which this password opens this key; without a password only an own machine opens it."""
    salt = secrets.token_bytes(16)
    purpose = _key_purpose(learner)
    server = desk.settings.server_address.encode()
    belongs = desk.vault.seal(_belongs(learner), server)  # first: it makes a new secret where the old one is lost
    kek = key_from(desk.vault, password, salt, desk.cost) if password is not None else None
    return Unlocking(
        learner=learner,
        belongs=belongs,
        lookup=lookup_of(desk.vault, email),
        salt=salt,
        sealed_key=seal_with(kek, purpose, data_key) if kek is not None else None,
        kept_key=None if desk.settings.shared_machine else desk.vault.seal(purpose, data_key),
        here_only=here_only,
    )


def is_of_this_server(desk: Desk, row: Unlocking) -> bool:
    """Tell whether the server of Settings is the one that signed this learner in; only that one is told secrets."""
    try:
        return desk.vault.open(_belongs(row.learner), row.belongs) == desk.settings.server_address.encode()
    except FromElsewhere:
        return False


def check_claim(desk: Desk, learner: str, password: Secret | None) -> None:
    """Raise RecordOfAnother where another server than before claims a record that its owner's password protects here.

    Anybody can run a server that gives out somebody else's learner id. Who types that password is its owner.
    """
    with desk.store.reading() as connection:
        row = unlocking.find(connection, learner)
    if row is None or row.sealed_key is None or is_of_this_server(desk, row):
        return
    if _is_from_here(desk, row) and (password is None or _try_to_open(desk, row, password) is None):
        raise RecordOfAnother


def reopen(desk: Desk, row: Unlocking, data_key: bytes) -> None:
    """The right password was typed: the profile is not locked any more, and an own machine keeps it open."""
    kept = None if desk.settings.shared_machine else desk.vault.seal(_key_purpose(row.learner), data_key)
    with desk.store.transaction() as connection:
        unlocking.reopen(connection, row.learner, kept)


def key_from(vault: Vault, password: Secret, salt: bytes, cost: Cost) -> bytes:
    """The key that a password and this computer make together; 32 bytes, and a tenth of a second."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    stretched = Argon2id(
        salt=salt, length=32, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory
    ).derive(password.reveal().encode())
    return HKDF(SHA256(), 32, salt=vault.derive("unlocking"), info=b"key of a data key").derive(stretched)


def seal_profile(learner: str, data_key: bytes, profile: Profile) -> bytes:
    """Seal a profile for the disk."""
    return seal_with(data_key, f"profile of {learner}", write_profile(profile))


def unseal_profile(row: LearnerRow, data_key: bytes) -> Profile:
    """Undo `seal_profile`. Raises SecretsLocked where that key does not open it."""
    if row.sealed_profile is None:
        raise SecretsLocked
    try:
        return read_profile(open_with(data_key, f"profile of {row.id}", row.sealed_profile))
    except DoesNotOpen as fault:
        raise SecretsLocked from fault


def keep_open_profile(desk: Desk, learner: str, profile: Profile) -> None:
    """Seal a changed profile of whoever is open here, on disk and in memory. Raises Locked or NotSaved."""
    sealed = seal_profile(learner, desk.session.key_of(learner), profile)
    with desk.store.transaction() as connection:
        learners.keep_profile(connection, learner, sealed, signed_in=bool(profile.token))
    desk.session.renew(learner, profile)


def _check_ours(desk: Desk, row: Unlocking) -> None:
    """Raise FromElsewhere where the row was made with another secret: a copied disk, an emptied keyring."""
    desk.vault.open(_belongs(row.learner), row.belongs)


def _is_from_here(desk: Desk, row: Unlocking) -> bool:
    try:
        _check_ours(desk, row)
    except FromElsewhere:
        return False
    return True


def _count_try(desk: Desk, learner: str) -> None:
    boot = desk.clock.read().boot
    with desk.store.transaction() as connection:
        row = unlocking.find(connection, learner)
        if row is None:
            raise FromElsewhere
        if seconds := remaining(row, boot):
            raise WaitBeforeTrying(seconds)
        unlocking.keep_failures(connection, learner, row.failures + 1, boot)


def _try_to_open(desk: Desk, row: Unlocking, password: Secret) -> bytes | None:
    """The key of before, where the password that the server just took opens it; such a try is not counted."""
    if row.sealed_key is None:
        return None
    try:
        _check_ours(desk, row)
        return open_with(key_from(desk.vault, password, row.salt, desk.cost), _key_purpose(row.learner), row.sealed_key)
    except (DoesNotOpen, FromElsewhere):
        return None


def _key_purpose(learner: str) -> str:
    return f"data key of {learner}"


def _belongs(learner: str) -> str:
    return f"made on this computer for {learner}"
