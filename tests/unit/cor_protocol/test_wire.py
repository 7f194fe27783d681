"""The wire format: a golden file that must never change, round trips, limits, and what is refused."""

from __future__ import annotations

import json
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cor_protocol import wire
from cor_protocol.facts import Digest, Fact, FactSet
from cor_protocol.wire import Floor, Login, Now, Reply, Request, Span
from tests.factories.facts import DEVICE, LEARNER, OTHER_DEVICE, OTHER_LEARNER, a_fact, fact_lists, sent

GOLDEN = Path(__file__).parent / "golden"
NONCE = "0123456789abcdef0123456789abcdef"


def a_request(**changes: Any) -> Request:
    fields: dict[str, Any] = {
        "device": DEVICE,
        "learner": LEARNER,
        "now": Now(3, 1_795_528_800, 3600, NONCE),
        "revision": 7,
        "digest": Digest(2, 2**127 + 5),
        "login": Login(1_795_528_700, signed_out=False),
        "client": ("0.1.0", "linux"),
    }
    return Request(**fields | changes)


FULL_REQUEST = a_request(
    facts=(
        sent(a_fact("a-module:one", epoch=3, wall=1_795_528_000)),
        sent(a_fact("a-module:two", epoch=3, wall=1_795_528_060)),
        sent(a_fact("a-module:1", kind="from.the.future", device=OTHER_DEVICE, epoch=1, wall=-5)),
        sent(a_fact("a-module:one", device=OTHER_DEVICE, epoch=1, wall=9), OTHER_LEARNER),
    ),
    spans=(Span(3, 1_795_520_000, 1_795_528_800, 3600, 0),),
    full=True,
    extra={"from_the_future": [1, {"deep": "é"}]},
)
CLOCK_REQUEST = a_request(
    now=Now(3, 1_795_528_800, 3600, NONCE, 2),
    spans=(Span(2, 1_795_520_000, 1_795_520_600, 3600, 1), Span(3, 1_795_528_000, 1_795_528_800, 3600, 2)),
    floors=(Floor(2, 86_400), Floor(3, -2)),
)
FULL_REPLY = Reply(
    time=1_795_528_801,
    revision=8,
    digest=Digest(6, 77),
    facts=(sent(a_fact("a-module:three", device="server", epoch=0, wall=4)),),
    control={"certificates": 1, "wait": 60},
    signature=b"s" * 64,
    extra={"from_the_future": True},
)


def by_content(message: Request | Reply) -> Any:
    """Messages carry facts in any order."""
    return (sorted(message.facts), {name: getattr(message, name) for name in message.__slots__ if name != "facts"})


def test_a_request_is_written_as_the_golden_file_says() -> None:
    assert wire.encode_request(FULL_REQUEST) == (GOLDEN / "request.json").read_bytes().strip()


def test_what_a_request_tells_of_its_clock_is_written_as_the_golden_file_says() -> None:
    raw = (GOLDEN / "request_with_clock.json").read_bytes().strip()
    assert wire.encode_request(CLOCK_REQUEST) == raw
    assert wire.decode_request(raw) == CLOCK_REQUEST


def test_more_that_a_later_version_tells_of_its_clock_is_no_fault() -> None:
    told = json.loads(wire.encode_request(CLOCK_REQUEST))
    longer = told | {name: [[*row, 7] for row in told[name]] for name in ("spans", "floors")}
    assert wire.decode_request(json.dumps(longer).encode()) == CLOCK_REQUEST


def test_a_reply_is_written_as_the_golden_file_says() -> None:
    assert wire.encode_reply(FULL_REPLY, DEVICE, LEARNER) == (GOLDEN / "reply.json").read_bytes().strip()


def test_what_a_signature_covers_is_written_as_the_golden_file_says() -> None:
    assert wire.signed_part(FULL_REPLY, FULL_REQUEST) == (GOLDEN / "signed.json").read_bytes().strip()


def test_the_golden_request_is_read_with_its_unknown_kind_and_field() -> None:
    assert by_content(wire.decode_request((GOLDEN / "request.json").read_bytes())) == by_content(FULL_REQUEST)


def test_the_golden_reply_is_read_with_its_unknown_field() -> None:
    assert by_content(wire.decode_reply((GOLDEN / "reply.json").read_bytes(), DEVICE, LEARNER)) == by_content(
        FULL_REPLY
    )


@given(fact_lists)
def test_facts_survive_the_way_there_and_back(some: list[Fact]) -> None:
    facts = tuple(sent(fact) for fact in FactSet.of(some))
    read = wire.decode_request(wire.encode_request(a_request(facts=facts)))
    assert sorted(read.facts) == sorted(facts)


@given(st.binary(max_size=2000))
def test_a_deflated_body_comes_back(body: bytes) -> None:
    packed, deflated = wire.deflate(body)
    assert (wire.inflate(packed) if deflated else packed) == body


def test_a_short_message_travels_as_it_is() -> None:
    assert wire.deflate(b"x" * wire.DEFLATE_ABOVE) == (b"x" * wire.DEFLATE_ABOVE, False)


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    with pytest.raises(wire.MessageTooLarge):
        wire.inflate(zlib.compress(b"\0" * (wire.MAX_INFLATED + 1)))


def test_a_bomb_is_not_inflated_to_see_how_large_it_is() -> None:
    bomb = zlib.compress(bytes(16 * wire.MAX_INFLATED))
    tracemalloc.start()
    with pytest.raises(wire.MessageTooLarge):
        wire.inflate(bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * wire.MAX_INFLATED


def test_a_body_that_is_cut_short_is_refused() -> None:
    with pytest.raises(wire.MalformedMessage, match="cut short"):
        wire.inflate(zlib.compress(b"a message, " * 100)[:-4])


def test_a_body_that_is_not_deflated_is_refused() -> None:
    with pytest.raises(wire.MalformedMessage):
        wire.inflate(b"<html>")


def test_a_message_over_its_limit_is_refused_unread() -> None:
    with pytest.raises(wire.MessageTooLarge):
        wire.decode_request(b" " * (wire.MAX_INFLATED + 1))


def test_another_version_is_refused_by_name() -> None:
    body = wire.encode_request(a_request()).replace(b'"v":1', b'"v":2')
    with pytest.raises(wire.UnsupportedVersion, match="2"):
        wire.decode_request(body)


def changed(**fields: Any) -> bytes:
    return json.dumps(json.loads(wire.encode_request(FULL_REQUEST)) | fields).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Sign in to the network</html>",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b"1" * 5000,
        changed(device="nobody"),
        changed(learner=None),
        changed(now=[1, 2]),
        changed(now=[1, 2, 3, "short"]),
        changed(now=[1, 2, 3.5, NONCE]),
        changed(revision="7"),
        changed(revision=True),
        changed(digest=[1]),
        changed(digest=[1, "AAAA"]),
        changed(digest=[-1, "AAAAAAAAAAAAAAAAAAAAAA"]),
        changed(login=[1]),
        changed(client=["x" * 65, "linux"]),
        changed(spans=[[1, 2, 3]]),
        changed(now=[1, 2, 3, NONCE, "line"]),
        changed(floors=[[1]]),
        changed(floors=[[1, 0.5]]),
        changed(facts={}),
        changed(facts=[["", "kind", 1]]),
        changed(facts=[["", "kind", 1, "item", "later"]]),
        changed(facts=[["", "Kind", 1, "item", 5]]),
        changed(facts=[["", "kind", 1, "item", 2**60]]),
        changed(facts=[[["x"], "kind", 1, "item", 5]]),
        changed(origins=[]),
        changed(origins={"me": []}),
    ],
)
def test_a_body_that_is_not_as_agreed_is_refused(body: bytes) -> None:
    with pytest.raises(wire.MalformedMessage):
        wire.decode_request(body)


@pytest.mark.parametrize("field", [{"control": []}, {"sig": "%"}, {"time": None}])
def test_a_reply_that_is_not_as_agreed_is_refused(field: dict[str, Any]) -> None:
    body = json.dumps(json.loads(wire.encode_reply(FULL_REPLY, DEVICE, LEARNER)) | field).encode()
    with pytest.raises(wire.MalformedMessage):
        wire.decode_reply(body, DEVICE, LEARNER)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_either_read_or_refused(value: object) -> None:
    for name in ("facts", "now", "digest", "spans", "floors", "origins", "login", "client"):
        body = json.dumps(json.loads(wire.encode_request(FULL_REQUEST)) | {name: value}).encode()
        try:
            wire.decode_request(body)
        except wire.MalformedMessage:
            continue


def test_one_new_record_fits_the_byte_budget() -> None:
    """B7: with headers a sync of one new record stays under 1,000 bytes; the body has at most 420 of them."""
    one = sent(a_fact("what-a-relationship-changes:monday-at-the-door", epoch=3, wall=1_795_528_000))
    now = Now(3, 1_795_528_800, 3600, NONCE, 2)
    request = a_request(now=now, facts=(one,), spans=FULL_REQUEST.spans, floors=(Floor(3, -2_037_600),))
    assert len(wire.encode_request(request)) <= 420


@pytest.mark.parametrize(
    ("login", "sent"),
    [
        (Login(5, signed_out=False), [5, 0]),
        (Login(5, signed_out=True), [5, 1]),
        (Login(5, signed_out=True, idle=True), [5, 2]),
    ],
)
def test_why_somebody_is_signed_out_travels_in_one_number(login: Login, sent: list[int]) -> None:
    body = wire.encode_request(a_request(login=login))
    assert json.loads(body)["login"] == sent
    assert wire.decode_request(body).login == login
