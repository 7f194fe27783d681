"""Signatures are bound to their key, their message and their purpose."""

from __future__ import annotations

import pytest

from cor_protocol.seal import SYNC_REPLY, BadSignature, fingerprint, new_signing_key, public_key, sign, verify

KEY = bytes(range(32))
MESSAGE = b"what the server said"


def test_a_signature_is_good_for_its_message() -> None:
    verify(public_key(KEY), SYNC_REPLY, MESSAGE, sign(KEY, SYNC_REPLY, MESSAGE))


def test_a_signature_of_another_key_is_refused() -> None:
    with pytest.raises(BadSignature):
        verify(public_key(new_signing_key()), SYNC_REPLY, MESSAGE, sign(KEY, SYNC_REPLY, MESSAGE))


def test_a_signature_over_another_message_is_refused() -> None:
    with pytest.raises(BadSignature):
        verify(public_key(KEY), SYNC_REPLY, MESSAGE + b"!", sign(KEY, SYNC_REPLY, MESSAGE))


def test_a_signature_for_another_purpose_is_refused() -> None:
    with pytest.raises(BadSignature):
        verify(public_key(KEY), SYNC_REPLY, MESSAGE, sign(KEY, b"another", MESSAGE))


@pytest.mark.parametrize("signature", [b"", b"x" * 64, b"x" * 65])
def test_bytes_that_are_no_signature_are_refused(signature: bytes) -> None:
    with pytest.raises(BadSignature):
        verify(public_key(KEY), SYNC_REPLY, MESSAGE, signature)


def test_a_key_that_is_no_key_is_refused() -> None:
    with pytest.raises(BadSignature):
        verify(b"short", SYNC_REPLY, MESSAGE, sign(KEY, SYNC_REPLY, MESSAGE))


def test_people_name_a_key_by_the_start_of_its_hash() -> None:
    assert fingerprint(public_key(KEY)) == "56475aa75463474c0285df5dbf2bcab7"
