"""What all ways of signing in have in common: who asks, and what is kept of the answer."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace

import cor_desktop
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.device_key import device_public_key
from cor_desktop.actions.profile import Profile, write_profile
from cor_desktop.actions.secret import Secret
from cor_desktop.actions.session import Farewell, Opened
from cor_desktop.actions.system import system_name
from cor_desktop.actions.unlocking import Key, a_row, check_claim, data_key_for, seal_profile
from cor_desktop.store import facts, learners, unlocking
from cor_desktop.store.learners import current
from cor_desktop.store.unlocking import Unlocking
from cor_desktop.sync.server import Machine, SignInReply
from cor_protocol.accounts import Ended
from cor_protocol.ids import new_learner_id


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account it is."""

    first_name: str
    last_name: str
    email: str


def this_machine(desk: Desk, guest: str | None = None) -> Machine:
    """What the server keeps with a device, so that its owner can tell it from others.

    A new account takes over the learner id of the `guest` who registers, else a fresh one. Blocks on the vault. Raises
    KeyringLocked or NotSaved.
    """
    if _is_copied(desk):
        desk.store.become_another_device()
    return Machine(
        device=desk.store.device,
        learner=guest or new_learner_id(),
        platform=system_name(),
        client=cor_desktop.__version__,
        shared=desk.settings.shared_machine,
        key=device_public_key(desk).hex(),
    )


def _is_copied(desk: Desk) -> bool:
    """Whether somebody signed in as this device and it was not here: then there are two of it.

    Where others have signed in here too, it stays what it is: what they leave is sent by tokens of this device.
    """
    with desk.store.reading() as connection:
        rows = unlocking.everyone(connection)
    return bool(rows) and all(row.ended == Ended.REPLACED for row in rows)


def current_guest(desk: Desk) -> str | None:
    """The guest who is learning now, if it is one."""
    with desk.store.reading() as connection:
        row = current(connection)
    return row.id if row is not None and not row.has_account else None


def move_in(
    desk: Desk,
    reply: SignInReply,
    password: Secret | None,
    *,
    instead_of: str | None = None,
    remember: bool | None = None,
    here_only: bool = False,
) -> Account:
    """Let the account's learner be the one who is learning here, sealed under their password, and open.

    `instead_of` names a record of the same person that takes over the account's learner id; `remember` of None leaves
    it as it was whether the name is remembered; `here_only` says that the server does not know the password. Without
    one, that of before goes on where it fits. Blocks on the vault. Raises KeyringLocked, RecordOfAnother or NotSaved,
    and has changed nothing then.
    """
    check_claim(desk, reply.learner, password)
    account = reply.account
    profile = Profile(
        account.first_name,
        account.last_name,
        account.email,
        reply.token,
        reply.key,
        desk.settings.server_address,
        reply.append_token,
    )
    key = data_key_for(desk, reply.learner, password)
    with desk.store.reading() as connection:
        before = unlocking.find(connection, reply.learner)
    row = a_row(desk, reply.learner, account.email, key.data, password, here_only=here_only)
    if password is None and before is not None and not key.is_new:
        row = replace(row, salt=before.salt, sealed_key=before.sealed_key, here_only=before.here_only)
    if remember is None:
        remember = before is not None and before.remembered_name is not None
    row = _with_what_is_sealed(desk, row, reply, remember=remember)
    with desk.store.transaction() as connection:
        _keep(connection, row, seal_profile(reply.learner, key.data, profile), key)
        if instead_of is not None and instead_of != reply.learner:
            take_over(connection, instead_of, reply.learner)
    take_the_seat(desk, Opened(reply.learner, key.data, profile))
    return account_of(profile)


def take_the_seat(desk: Desk, opened: Opened) -> None:
    """Close whoever was open before; the server hears at the next contact that they are gone."""
    before = desk.session.close()
    if before is not None and before.learner != opened.learner:
        desk.session.owe(Farewell(before.learner, before.profile))
    desk.session.open(opened, desk.session.turn)


def account_of(profile: Profile) -> Account:
    """Whose profile it is."""
    return Account(profile.first_name, profile.last_name, profile.email)


def take_over(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Join one record into another and drop the first; every fact keeps the id it was made under."""
    facts.join(connection, new, facts.all_facts(connection, old), unsent=True)
    learners.re_key(connection, old, new)


def _with_what_is_sealed(desk: Desk, row: Unlocking, reply: SignInReply, *, remember: bool) -> Unlocking:
    learner, account = reply.learner, reply.account
    name = f"{account.first_name} {account.last_name}".strip()
    return replace(
        row,
        append_token=append_token_of(desk, reply),
        device_pass=seal_device_pass(desk, learner, reply.device_pass) if reply.device_pass else None,
        remembered_name=seal_name(desk, learner, name, account.email) if remember else None,
    )


def seal_name(desk: Desk, learner: str, name: str, email: str) -> bytes | None:
    """Seal what the sign-in shows of a remembered learner; None where this computer remembers nobody."""
    if not desk.settings.remember_names:
        return None
    return desk.vault.seal(name_purpose(learner), json.dumps({"name": name, "email": email}).encode())


def name_purpose(learner: str) -> str:
    """What a remembered name is sealed for."""
    return f"name of {learner}"


def seal_device_pass(desk: Desk, learner: str, device_pass: str) -> bytes:
    """Seal what this computer shows at the learner's next sign-in."""
    return desk.vault.seal(pass_purpose(learner), device_pass.encode())


def pass_purpose(learner: str) -> str:
    """What a device pass is sealed for."""
    return f"device pass of {learner}"


def append_token_of(desk: Desk, reply: SignInReply) -> bytes | None:
    """The append token of a sign-in, sealed; None where the server gave none."""
    profile = Profile("", "", "", "", reply.key, desk.settings.server_address, reply.append_token)
    return seal_append_token(desk, reply.learner, profile) if reply.append_token else None


def seal_append_token(desk: Desk, learner: str, profile: Profile) -> bytes:
    """Seal what sends facts without the learner: the append token, its server's address and key, under this computer.

    `append_profile` in append.py undoes it.
    """
    speaker = Profile("", "", "", profile.append_token, profile.server_key, profile.server)
    return desk.vault.seal(append_purpose(learner), write_profile(speaker))


def append_purpose(learner: str) -> str:
    """What an append token is sealed for."""
    return f"append token of {learner}"


def _keep(connection: sqlite3.Connection, row: Unlocking, sealed: bytes, key: Key) -> None:
    learners.make_current(connection, row.learner)
    learners.keep_profile(connection, row.learner, sealed, signed_in=True)
    unlocking.keep(connection, row)
    unlocking.shut_others(connection, row.learner)
    if key.is_new:
        learners.doubt_certificates(connection, row.learner)
