"""The server's own signing key: read from its file once per process, never from the database."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from cor_protocol import seal


@cache
def server_key() -> bytes:
    """The private Ed25519 key: 32 raw bytes. Raises OSError where its file is missing."""
    return Path(settings.COR_SERVER_KEY_FILE).read_bytes()


def server_public_key() -> bytes:
    """The public half, as clients keep it: 32 raw bytes."""
    return seal.public_key(server_key())


def is_server_key(raw: bytes) -> bool:
    """Tell whether bytes can serve as the private key."""
    try:
        Ed25519PrivateKey.from_private_bytes(raw)
    except ValueError:
        return False
    return True
