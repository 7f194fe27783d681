"""The signed time of a server."""

from __future__ import annotations

import json

import pytest

from cor_protocol.seal import BadSignature, new_signing_key, public_key
from cor_protocol.server_time import read_time, tell_time

KEY = bytes(range(32))
NONCE = "0123456789abcdef" * 2


def told(**changes: object) -> bytes:
    return json.dumps({**tell_time(KEY, 1_795_528_800, NONCE), **changes}).encode()


def test_what_one_of_our_servers_signed_for_this_nonce_is_read() -> None:
    keys = (public_key(new_signing_key()), public_key(KEY))
    assert read_time(told(), NONCE, keys) == 1_795_528_800
    assert read_time(told(more="unknown"), NONCE, keys) == 1_795_528_800


def test_an_answer_is_the_same_bytes_for_ever() -> None:
    assert tell_time(KEY, 1_795_528_800, NONCE) == {
        "time": 1_795_528_800,
        "signature": "rguGSfK1dGmzFCaJytvwKTJP1cplBriUeLw4usehtKtNCk0FM4JapgRZ2g6Uv9PDYtSWwjUBg0v8BPKoAmF9Bw==",
    }


@pytest.mark.parametrize(
    "body", [told(time=1), told(signature=""), told(signature=7), b"", b"[]", b"[" * 100_000, told(time="soon")]
)
def test_what_nobody_we_know_signed_is_not_read(body: bytes) -> None:
    with pytest.raises(BadSignature):
        read_time(body, NONCE, (public_key(KEY),))


def test_a_time_for_another_nonce_or_by_another_key_is_not_read() -> None:
    with pytest.raises(BadSignature):
        read_time(told(), "f" * 32, (public_key(KEY),))
    with pytest.raises(BadSignature):
        read_time(told(), NONCE, (public_key(new_signing_key()),))
    with pytest.raises(BadSignature):
        read_time(told(), NONCE, ())


@pytest.mark.parametrize("nonce", ["", "f" * 31, "F" * 32, "g" * 32, "f" * 32 + "\n"])
def test_only_a_nonce_is_signed(nonce: str) -> None:
    with pytest.raises(ValueError, match="nonce"):
        tell_time(KEY, 1, nonce)
