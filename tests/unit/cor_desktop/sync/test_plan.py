"""What to send and what to take, decided without a network."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cor_desktop.sync.plan import Knowledge, Next, compose, is_genuine, is_wipe, smaller_part, what_next
from cor_protocol.facts import Digest
from cor_protocol.seal import SYNC_REPLY, new_signing_key, public_key, sign
from cor_protocol.wire import Floor, Login, Now, Reply, Request, Span, signed_part
from tests.factories.facts import DEVICE, LEARNER, a_fact, sent

KEY = new_signing_key()
UNSENT = tuple(sent(a_fact(f"a-module:n{n}")) for n in range(5))
KNOWS = Knowledge(DEVICE, LEARNER, 3, Digest(5, 9), UNSENT)
SPANS = (Span(1, 10, 20, 0, 0),)
FLOORS = (Floor(1, -5),)


def a_request(*, full: bool = False, part: int | None = None) -> Request:
    now, login = Now(1, 50, 0, "0" * 32), Login(40, signed_out=False)
    return compose(KNOWS, now, login, ("0.1.0", "linux"), SPANS, FLOORS, full=full, part=part)


def a_reply(request: Request, **control: object) -> Reply:
    reply = Reply(60, 4, Digest(5, 9), (), control)
    return replace(reply, signature=sign(KEY, SYNC_REPLY, signed_part(reply, request)))


def test_a_request_carries_what_is_unsent_and_what_is_known() -> None:
    request = a_request()
    assert (request.facts, request.revision, request.digest) == (UNSENT, 3, Digest(5, 9))
    assert (request.spans, request.floors) == (SPANS, FLOORS)
    assert not request.full


def test_a_message_that_was_too_big_goes_in_parts() -> None:
    assert a_request(part=2).facts == UNSENT[:2]


def test_parts_get_smaller_until_one_fact_is_left() -> None:
    parts, part = [], smaller_part(None)
    while part is not None:
        parts.append(part)
        part = smaller_part(part)
    assert parts == [500, 250, 125, 62, 31, 15, 7, 3, 1]


def test_a_reply_the_server_signed_to_this_request_is_genuine() -> None:
    request = a_request()
    assert is_genuine(a_reply(request), request, public_key(KEY))


def test_a_reply_signed_by_another_key_is_not_genuine() -> None:
    request = a_request()
    assert not is_genuine(a_reply(request), request, public_key(new_signing_key()))


@pytest.mark.parametrize(
    "change",
    [{"time": 61}, {"revision": 5}, {"digest": Digest(5, 8)}, {"control": {"wipe": True}}, {"signature": b""}],
)
def test_a_reply_that_was_changed_on_the_way_is_not_genuine(change: dict[str, object]) -> None:
    request = a_request()
    assert not is_genuine(replace(a_reply(request), **change), request, public_key(KEY))  # type: ignore[arg-type]


def test_a_reply_to_an_earlier_request_is_not_genuine() -> None:
    earlier = a_request()
    request = replace(earlier, now=earlier.now._replace(nonce="1" * 32))
    assert not is_genuine(a_reply(earlier), request, public_key(KEY))


def test_a_wipe_names_this_learner_this_device_and_this_nonce() -> None:
    request = a_request()
    assert is_wipe(a_reply(request, wipe=[LEARNER, DEVICE, "0" * 32]), request)
    assert not is_wipe(a_reply(request, wipe=[LEARNER, DEVICE, "1" * 32]), request)
    assert not is_wipe(a_reply(request, wipe=True), request)
    assert not is_wipe(a_reply(request), request)


@pytest.mark.parametrize(
    ("agree", "still_unsent", "full_exchanges", "next_"),
    [
        (True, 0, 0, Next.DONE),
        (True, 2, 0, Next.SEND_MORE),
        (False, 2, 0, Next.SEND_MORE),
        (False, 2, 2, Next.SEND_MORE),
        (False, 0, 0, Next.SEND_ALL),
        (False, 0, 1, Next.SEND_ALL),
        (False, 0, 2, Next.STOP),
        (True, 0, 2, Next.DONE),
    ],
)
def test_two_full_exchanges_without_agreement_are_the_end(
    agree: bool, still_unsent: int, full_exchanges: int, next_: Next
) -> None:
    reply = Reply(60, 4, Digest(5, 9))
    assert what_next(Digest(5, 9 if agree else 8), still_unsent, reply, full_exchanges) is next_
