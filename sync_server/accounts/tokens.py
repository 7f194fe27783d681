"""Tokens: making, finding, using up, ending. Plain SQL where a sync passes through."""

from __future__ import annotations

import hashlib
import secrets
from typing import NamedTuple

from django.db import connection

from sync_server.accounts.models import Device, DeviceToken
from sync_server.common.refusals import sign_in_again

HOUR = 3600
DAY = 24 * HOUR
LEARNER_LIFE = (30 * DAY, 30 * DAY)
"""Seconds a learner's token may rest, and may live at all."""
STAFF_LIFE = (HOUR, 12 * HOUR)
_NOTES_PER_IDLE = 720
"""Use is noted this many times per idle period: once an hour for a learner, so that most syncs write nothing here."""

# One row, by primary keys all the way.
_FIND = """
    SELECT token.learner, device.device, device.account_id, token.device_id, device.client, device.platform,
           token.last_used, token.idle, token.expires
      FROM accounts_devicetoken AS token
      JOIN accounts_device AS device ON device.id = token.device_id
      JOIN accounts_user AS account ON account.id = device.account_id
     WHERE token.hash = %s AND token.ended_at IS NULL AND account.is_active"""
_NOTE_USE = "UPDATE accounts_devicetoken SET last_used = %s WHERE hash = %s"
_NOTE_CLIENT = "UPDATE accounts_device SET client = %s, platform = %s WHERE id = %s"
_END = "UPDATE accounts_devicetoken SET ended_at = %s WHERE hash = %s"


class Session(NamedTuple):
    """Whom a token speaks for. `device` is the id the client made, `device_row` our own; `rested`: note its use."""

    token_hash: str
    learner: str
    device: str
    account: int
    device_row: int
    client: str
    platform: str
    rested: bool


def hash_of(token: str) -> str:
    """What is kept of a token: its SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def issue(device: Device, learner: str, now: int) -> str:
    """Make a token of 256 random bits for a device, in place of those it had. Returned once, kept only hashed."""
    token = secrets.token_urlsafe(32)
    idle, absolute = STAFF_LIFE if device.account.is_staff else LEARNER_LIFE
    DeviceToken.objects.filter(device=device, learner=learner, ended_at=None).update(ended_at=now)
    DeviceToken.objects.create(
        hash=hash_of(token),
        device=device,
        learner=learner,
        created=now,
        last_used=now,
        idle=idle,
        expires=now + absolute,
    )
    return token


def session_of(authorization: str, now: int) -> Session:
    """Find whom an Authorization header speaks for; writes nothing. Raises Refused (sign_in_again)."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise sign_in_again()
    key = hash_of(token.strip())
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [key])
        row = cursor.fetchone()
    if row is None:
        raise sign_in_again()
    learner, device, account, device_row, client, platform, last_used, idle, expires = row
    if now >= expires or now - last_used >= idle:
        raise sign_in_again()
    rested = now - last_used >= idle // _NOTES_PER_IDLE
    return Session(key, learner, device, account, device_row, client, platform, rested)


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


def end(token_hash: str, now: int) -> None:
    """End a token for good (ASVS 7.4.1)."""
    with connection.cursor() as cursor:
        cursor.execute(_END, [now, token_hash])
