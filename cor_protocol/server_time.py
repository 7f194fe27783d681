"""The signed time of a server: what is asked and answered where a client's clock is too wrong for TLS."""

from __future__ import annotations

import base64
import json
import re
from typing import NamedTuple

from cor_protocol.seal import BadSignature, sign, verify

SERVER_TIME = b"cor server time 1"
"""Purpose of the signature."""
NONCE = r"[0-9a-f]{32}"
"""What a nonce looks like: nobody can have had it signed before."""


class Told(NamedTuple):
    """The server's time in UTC seconds, and the signature (64 bytes) that covers it and the nonce."""

    time: int
    signature: bytes


def tell_time(private: bytes, time: int, nonce: str) -> dict[str, int | str]:
    """The answer to a nonce, as JSON holds it. Raises ValueError for what is no nonce."""
    if not re.fullmatch(NONCE, nonce):
        raise ValueError("not a nonce")
    signature = sign(private, SERVER_TIME, _signed(time, nonce))
    return {"time": time, "signature": base64.b64encode(signature).decode("ascii")}


def read_time(body: bytes, nonce: str, keys: tuple[bytes, ...]) -> int:
    """The time that one of `keys` (raw public keys) signed for this nonce, in UTC seconds. Raises BadSignature."""
    told = _read(body)
    for key in keys:
        try:
            verify(key, SERVER_TIME, _signed(told.time, nonce), told.signature)
        except BadSignature:
            continue
        return told.time
    raise BadSignature("nobody we know signed this time")


def _read(body: bytes) -> Told:
    try:
        found = json.loads(body)
        return Told(int(found["time"]), base64.b64decode(found["signature"], validate=True))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as fault:
        raise BadSignature("not a signed time") from fault


def _signed(time: int, nonce: str) -> bytes:
    return f"{time} {nonce}".encode("ascii")
