"""Ed25519 signatures over what the server says, with the keys as raw 32 bytes.

Every signature is bound to a purpose, so that bytes signed for one use can never be shown as another.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SYNC_REPLY = b"cor sync reply 1"
"""Purpose of the signature on a sync reply."""


class BadSignature(Exception):
    """The bytes were not signed by this key for this purpose."""


def new_signing_key() -> bytes:
    """Draw a private key: 32 raw bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key(private: bytes) -> bytes:
    """The public half of a private key: 32 raw bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def fingerprint(public: bytes) -> str:
    """How people and settings name a public key: 32 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:32]


def sign(private: bytes, purpose: bytes, message: bytes) -> bytes:
    """Sign `message` for `purpose`; the signature has 64 bytes."""
    return _signer(private).sign(_bound(purpose, message))


def verify(public: bytes, purpose: bytes, message: bytes, signature: bytes) -> None:
    """Raise BadSignature unless `signature` is by `public` over this message for this purpose."""
    verify_plain(public, _bound(purpose, message), signature)


def verify_plain(public: bytes, message: bytes, signature: bytes) -> None:
    """Raise BadSignature unless `signature` is by `public` over exactly these bytes, which say themselves what for."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError) as fault:
        raise BadSignature("the signature does not belong to this message") from fault


@lru_cache(maxsize=4)
def _signer(private: bytes) -> Ed25519PrivateKey:
    """A server signs every reply with one key; reading it takes longer than signing."""
    return Ed25519PrivateKey.from_private_bytes(private)


def _bound(purpose: bytes, message: bytes) -> bytes:
    return len(purpose).to_bytes(1, "big") + purpose + message
