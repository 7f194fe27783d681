"""Ed25519 signatures over what the server says, and boxes that one key alone opens; keys are 32 raw bytes.

Every signature is bound to a purpose, so that bytes signed for one use can never be shown as another. A box is HPKE
(RFC 9180) to the X25519 form of the same key, so that whoever can check what somebody signs can also seal to them.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

SYNC_REPLY = b"cor sync reply 1"
"""Purpose of the signature on a sync reply."""


SYNC_FILE = b"cor sync file 1"
"""Purpose of the signature on a sync file, by the computer or by the server that wrote it."""

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_FIELD = 2**255 - 19


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


class NotForThisKey(Exception):
    """The box was sealed to another key or in another context, or it was changed."""


def box(public: bytes, context: bytes, plain: bytes) -> bytes:
    """Seal `plain` to whoever holds the private half of `public`, bound to `context`. Raises ValueError for no key."""
    return _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(_x25519(public)), info=context)


def can_open(public: bytes) -> bool:
    """Tell whether bytes that somebody gave as their public key are one that can be sealed to."""
    try:
        box(public, b"", b"")
    except ValueError:
        return False
    return len(public) == 32


def unbox(private: bytes, context: bytes, sealed: bytes) -> bytes:
    """Open what `box` sealed to this key in this context. Raises NotForThisKey."""
    # The private half of the X25519 form: what Ed25519 itself multiplies by (RFC 8032, 5.1.5).
    key = X25519PrivateKey.from_private_bytes(hashlib.sha512(private).digest()[:32])
    try:
        return _SUITE.decrypt(sealed, key, info=context)
    except (InvalidTag, ValueError) as fault:
        raise NotForThisKey from fault


def _x25519(public: bytes) -> bytes:
    """The X25519 form of an Ed25519 public key (RFC 7748, 4.1): u = (1 + y) / (1 - y)."""
    y = int.from_bytes(public, "little") & (2**255 - 1)
    u = (1 + y) * pow(1 - y, -1, _FIELD) % _FIELD
    return u.to_bytes(32, "little")


@lru_cache(maxsize=4)
def _signer(private: bytes) -> Ed25519PrivateKey:
    """A server signs every reply with one key; reading it takes longer than signing."""
    return Ed25519PrivateKey.from_private_bytes(private)


def _bound(purpose: bytes, message: bytes) -> bytes:
    return len(purpose).to_bytes(1, "big") + purpose + message
