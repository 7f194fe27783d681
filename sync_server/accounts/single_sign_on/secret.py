"""The secret by which we are known to an identity provider, sealed: a copy of the database must not give it away."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def sealed(secret: str) -> str:
    """How it is kept."""
    return _box().encrypt(secret.encode()).decode("ascii")


def opened(kept: str) -> str:
    """The secret again; empty where the server's secret.key is another than it was sealed under."""
    try:
        return _box().decrypt(kept).decode()
    except InvalidToken:
        return ""


def _box() -> Fernet:
    key = HKDF(hashes.SHA256(), length=32, salt=None, info=b"cor identity provider").derive(
        settings.SECRET_KEY.encode()
    )
    return Fernet(base64.urlsafe_b64encode(key))
