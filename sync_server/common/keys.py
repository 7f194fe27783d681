"""The server's own keys: read from their files, never from the database."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from cor_protocol import seal


@cache
def server_key() -> bytes:
    """The private Ed25519 key: 32 raw bytes. Raises OSError where its file is missing."""
    return Path(settings.COR_SERVER_KEY_FILE).read_bytes()


def server_public_key() -> bytes:
    """The public half, as clients keep it: 32 raw bytes."""
    return seal.public_key(server_key())


def box(purpose: bytes) -> Fernet:
    """What seals text in the database under the secret of secret.key, with a key of its own for each purpose."""
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=purpose).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def is_server_key(raw: bytes) -> bool:
    """Tell whether bytes can serve as the private key."""
    try:
        Ed25519PrivateKey.from_private_bytes(raw)
    except ValueError:
        return False
    return True
