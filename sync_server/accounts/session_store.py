"""Sessions of the web pages and of a sign-in under way, kept sealed and under the hash of their key (ASVS 7.2.3).

Django keeps the key itself, and what is in the session readable: whoever reads a copy of the database could then go on
in anybody's session, and find the codes that were mailed.
"""

from __future__ import annotations

import hashlib
from typing import Any

from cryptography.fernet import InvalidToken
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session

from sync_server.common import clock
from sync_server.common.keys import box

_PURPOSE = b"cor session"


def hash_of(session_key: str) -> str:
    """What is kept of a key: half of its SHA-256, as 32 hexadecimal digits, which is what the column holds."""
    return hashlib.sha256(session_key.encode("utf-8", "replace")).hexdigest()[:32]


class SessionStore(db.SessionStore):
    """Django's store, except that the row's key is the hash of the cookie's."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        row = self.model.objects.filter(
            session_key=hash_of(self.session_key or ""), expire_date__gt=clock.now_datetime()
        ).first()
        if row is None:
            self._session_key = None
        return row

    def encode(self, session_dict: dict[str, Any]) -> str:
        """The session as its row keeps it: sealed under the secret of secret.key, which is not in the database."""
        return box(_PURPOSE).encrypt(super().encode(session_dict).encode()).decode("ascii")

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """The session of a row; empty where it was not sealed by this server."""
        try:
            return super().decode(box(_PURPOSE).decrypt(session_data).decode())
        except InvalidToken:
            return {}

    def exists(self, session_key: str) -> bool:
        """Tell whether the session of that key (as the cookie has it) is there."""
        return super().exists(hash_of(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for this session."""
        row = super().create_model_instance(data)
        row.session_key = hash_of(row.session_key)
        return row  # type: ignore[return-value]

    def delete(self, session_key: str | None = None) -> None:
        """End the session of that key, or this one."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(hash_of(key))
