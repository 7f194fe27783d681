"""Signatures are bound to their key, their message and their purpose."""

from __future__ import annotations

import pytest

from cor_protocol import seal
from cor_protocol.seal import (
    SYNC_REPLY,
    BadSignature,
    NotForThisKey,
    box,
    can_open,
    fingerprint,
    new_signing_key,
    public_key,
    sign,
    unbox,
    verify,
)

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


def test_a_box_is_opened_by_the_key_it_is_sealed_to() -> None:
    assert unbox(KEY, b"context", box(public_key(KEY), b"context", MESSAGE)) == MESSAGE


def test_two_boxes_of_the_same_words_have_nothing_in_common() -> None:
    first, second = (box(public_key(KEY), b"", MESSAGE) for _turn in range(2))
    assert first[:32] != second[:32] and first[32:] != second[32:]


@pytest.mark.parametrize(("private", "context"), [(bytes(32), b"context"), (KEY, b"another")])
def test_a_box_stays_shut_for_another_key_and_in_another_context(private: bytes, context: bytes) -> None:
    with pytest.raises(NotForThisKey):
        unbox(private, context, box(public_key(KEY), b"context", MESSAGE))


def test_a_box_that_was_changed_or_cut_stays_shut() -> None:
    sealed = box(public_key(KEY), b"", MESSAGE)
    changed = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(len(sealed))]
    for spoilt in (*changed, *(sealed[:size] for size in range(len(sealed)))):
        with pytest.raises(NotForThisKey):
            unbox(KEY, b"", spoilt)


def test_the_form_in_which_a_key_opens_is_the_one_of_the_standard() -> None:
    # The base point of Ed25519 (y = 4/5) is that of X25519 (u = 9): RFC 7748, 4.1.
    base = (4 * pow(5, -1, 2**255 - 19) % (2**255 - 19)).to_bytes(32, "little")
    assert seal._x25519(base) == (9).to_bytes(32, "little")


@pytest.mark.parametrize("y", [0, 1, 2**255 - 20])
def test_a_key_that_everybody_could_open_is_none(y: int) -> None:
    assert not can_open(y.to_bytes(32, "little"))
    assert can_open(public_key(KEY)) and not can_open(public_key(KEY) + b"!")
