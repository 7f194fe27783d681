"""Tokens: making, finding, using up, ending. Plain SQL where a sync passes through."""

from __future__ import annotations

import hashlib
import secrets
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from cor_protocol.accounts import Ended
from sync_server.accounts.lifetimes import APPEND_LIFE, Life, life_of
from sync_server.accounts.models import Device, DeviceToken, Scope
from sync_server.common.refusals import sign_in_again

_NOTES_PER_IDLE = 720
"""Use is noted this many times per idle period: once an hour for a learner, so that most syncs write nothing here."""

# One row, by primary keys all the way. What has ended is found too, because its owner is told why.
_FIND = """
    SELECT token.learner, device.device, device.account_id, token.device_id, device.client, device.platform,
           token.scope, token.last_used, token.idle, token.expires, token.ended_at, token.ended_because,
           account.is_active
      FROM accounts_devicetoken AS token
      JOIN accounts_device AS device ON device.id = token.device_id
      JOIN accounts_user AS account ON account.id = device.account_id
     WHERE token.hash = %s"""
_NOTE_USE = "UPDATE accounts_devicetoken SET last_used = %s WHERE hash = %s"
_NOTE_CLIENT = "UPDATE accounts_device SET client = %s, platform = %s WHERE id = %s"
_END = "UPDATE accounts_devicetoken SET ended_at = %s, ended_because = %s WHERE hash = %s"


class Issued(NamedTuple):
    """What a device gets at a sign-in, told only once: a full token, and one that may only append facts."""

    token: str
    append_token: str


class Session(NamedTuple):
    """Whom a token speaks for. `device` is the id the client made, `device_row` our own; `rested`: note its use."""

    token_hash: str
    learner: str
    device: str
    account: int
    device_row: int
    client: str
    platform: str
    scope: str
    rested: bool

    @property
    def may_only_append(self) -> bool:
        """Tell whether this is what is left after a sign-out: facts may be sent, nothing is told."""
        return self.scope == Scope.APPEND


def hash_of(token: str) -> str:
    """What is kept of a token: its SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def issue(device: Device, learner: str, now: int) -> Issued:
    """Make the tokens of a sign-in, of 256 random bits each (ASVS 7.2.3), in place of those the device had.

    The append token before the last stays: should the reply be lost, the client goes on with the one it has.
    """
    live = DeviceToken.objects.filter(device=device, learner=learner, ended_at=None)
    kept = live.filter(scope=Scope.APPEND).order_by("-created").values_list("hash", flat=True)[:1]
    live.exclude(hash__in=list(kept)).update(ended_at=now, ended_because=Ended.REPLACED)
    return Issued(
        _made(device, learner, Scope.FULL, life_of(device), now),
        _made(device, learner, Scope.APPEND, APPEND_LIFE, now),
    )


def session_of(authorization: str, now: int) -> Session:
    """Find whom an Authorization header speaks for; writes nothing. Raises Refused (sign_in_again, and why)."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise sign_in_again()
    key = hash_of(token.strip())
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [key])
        row = cursor.fetchone()
    if row is None:
        raise sign_in_again()
    learner, device, account, device_row, client, platform, scope, last_used, idle, expires, *ended = row
    _check_alive(now, last_used, idle, expires, *ended)
    rested = now - last_used >= idle // _NOTES_PER_IDLE
    return Session(key, learner, device, account, device_row, client, platform, scope, rested)


def note_use(session: Session, now: int) -> None:
    """Note that the token was used, where the last note is old enough."""
    if session.rested:
        with connection.cursor() as cursor:
            cursor.execute(_NOTE_USE, [now, session.token_hash])


def note_client(session: Session, client: str, platform: str) -> None:
    """Keep which client the device runs, where that has changed."""
    if (client, platform) != (session.client, session.platform):
        with connection.cursor() as cursor:
            cursor.execute(_NOTE_CLIENT, [client, platform, session.device_row])


def end(token_hash: str, now: int, why: Ended = Ended.SIGNED_OUT) -> None:
    """End one token for good (ASVS 7.4.1)."""
    with connection.cursor() as cursor:
        cursor.execute(_END, [now, why.value, token_hash])


def end_all(account: int, why: Ended, now: int, scopes: tuple[Scope, ...] = (Scope.FULL, Scope.APPEND)) -> int:
    """End the live tokens of an account; gives how many."""
    return _end(DeviceToken.objects.filter(device__account_id=account, scope__in=scopes), why, now)


def end_device(device: Device, why: Ended, now: int) -> int:
    """End every live token of a device; gives how many."""
    return _end(DeviceToken.objects.filter(device=device), why, now)


def _end(tokens: QuerySet[DeviceToken], why: Ended, now: int) -> int:
    return tokens.filter(ended_at=None).update(ended_at=now, ended_because=why)


def _made(device: Device, learner: str, scope: Scope, life: Life, now: int) -> str:
    token = secrets.token_urlsafe(32)
    DeviceToken.objects.create(
        hash=hash_of(token),
        device=device,
        learner=learner,
        created=now,
        last_used=now,
        idle=life.idle,
        expires=now + life.absolute,
        scope=scope,
    )
    return token


def _check_alive(
    now: int, last_used: int, idle: int, expires: int, ended_at: int | None, because: str, is_active: bool
) -> None:
    """Raise Refused (sign_in_again) with why, unless the token is good."""
    if not is_active:
        raise sign_in_again(Ended.ACCOUNT)
    if ended_at is not None:
        raise sign_in_again(because)
    if now >= expires:
        raise sign_in_again()
    if now - last_used >= idle:
        raise sign_in_again(Ended.IDLE)
