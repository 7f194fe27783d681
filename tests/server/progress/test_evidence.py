from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cor_protocol.wire import Floor, MalformedMessage, Now, Request
from sync_server.progress import epochs, evidence
from sync_server.progress.epochs import EpochEvidence
from sync_server.progress.evidence import MOST_TRANSIT
from tests.factories.facts import DEVICE, LEARNER, a_fact
from tests.factories.server import Device, a_span
from tests.server.conftest import Clock

NONCE = "0" * 32
OFFLINE = Device("", DEVICE, LEARNER, 0)


def _known(device: Device, *wanted: int) -> dict[int, EpochEvidence]:
    return epochs.read(device.learner, device.device, wanted)


def _learned(*messages: tuple[Request, int, bool]) -> dict[int, EpochEvidence]:
    known: dict[int, EpochEvidence] = {}
    for request, time, carried in messages:
        known = known | evidence.learn(known, request, time, carried=carried)
    return known


def test_a_contact_bounds_its_epoch_from_both_sides(device: Device, client: Client, time: Clock) -> None:
    device.sync(client, now=Now(4, 100, 3600, NONCE, 2))
    lag = time.now - 100
    assert _known(device, 4) == {4: EpochEvidence(4, 100, 100, 3600, 2, 100, time.now, lag - MOST_TRANSIT, lag)}


def test_the_tightest_contact_stays(device: Device, client: Client, time: Clock) -> None:
    for delay, wall in ((5, 100), (1, 200), (9, 300)):
        time.now = 1_795_000_000 + wall + delay
        device.sync(client, now=Now(1, wall, 0, NONCE))
    found = _known(device, 1)[1]
    assert (found.contact_wall, found.high, found.low) == (200, 1_795_000_001, 1_795_000_009 - MOST_TRANSIT)


def test_a_message_that_arrives_a_month_late_says_nothing_new_of_the_clock() -> None:
    prompt = OFFLINE.request(now=Now(1, 100, 0, NONCE))
    late = OFFLINE.request(now=Now(1, 50, 0, NONCE))
    known = _learned((prompt, 130, False))
    assert _learned((prompt, 130, False), (late, 3_000_000, False)) == known


def test_a_ceiling_stands_where_a_late_message_had_told_another_floor() -> None:
    late, prompt = OFFLINE.request(now=Now(1, 50, 0, NONCE)), OFFLINE.request(now=Now(1, 100, 0, NONCE))
    found = _learned((late, 3_000_000, False), (prompt, 130, False))[1]
    assert (found.low, found.high) == (30 - MOST_TRANSIT, 30)


def test_b2_a_file_is_a_ceiling_and_no_floor() -> None:
    found = _learned((OFFLINE.request(now=Now(1, 100, 0, NONCE)), 900_100, True))[1]
    assert (found.low, found.high, found.contact_time) == (None, 900_000, None)


def test_a_floor_that_a_device_tells_counts_unless_a_ceiling_denies_it() -> None:
    facts = [a_fact(device=DEVICE, epoch=1)]
    told = OFFLINE.request(facts, now=Now(2, 100, 0, NONCE), floors=(Floor(1, 5), Floor(2, 5000), Floor(3, 1)))
    found = _learned((told, 120, False))
    assert 1 not in found, "no span told what there is to bound"
    assert (found[2].low, found[2].high) == (20 - MOST_TRANSIT, 20)
    spanned = OFFLINE.request(facts, now=told.now, spans=(a_span(1),), floors=told.floors)
    assert _learned((spanned, 120, False))[1].low == 5


def test_a_file_denies_a_floor_that_is_above_it() -> None:
    facts = [a_fact(device=DEVICE, epoch=1)]
    told = OFFLINE.request(facts, now=Now(2, 1, 0, NONCE), spans=(a_span(1),), floors=(Floor(1, 5000),))
    carried = OFFLINE.request(now=Now(1, 100, 0, NONCE))
    found = _learned((told, 1, False), (carried, 200, True))[1]
    assert (found.low, found.high) == (None, 100)


def test_the_span_of_an_epoch_that_a_fact_names_is_kept_and_only_widens(device: Device, client: Client) -> None:
    facts = [a_fact(device=device.device, epoch=1)]
    device.sync(client, facts, now=Now(2, 50, 0, NONCE), spans=(a_span(1, 10, 20, line=2),))
    device.sync(client, facts, now=Now(2, 60, 0, NONCE), spans=(a_span(1, 15, 40, line=1),))
    assert _known(device, 1)[1] == EpochEvidence(1, 10, 40, 3600, 2)


def test_what_nothing_names_costs_no_row(device: Device, client: Client) -> None:
    many = range(2, 300)
    device.sync(client, spans=tuple(map(a_span, many)), floors=tuple(Floor(epoch, 1) for epoch in many))
    assert list(_known(device, *range(300))) == [1]


def test_invariant_10_evidence_costs_one_row_for_each_epoch_named(device: Device, client: Client) -> None:
    facts = [a_fact(f"a-module:n{epoch}", device=device.device, epoch=epoch) for epoch in (1, 2, 3)]
    request = device.request(
        facts,
        now=Now(4, 50, 0, NONCE, 1),
        spans=tuple(map(a_span, range(1, 9))),
        floors=tuple(Floor(epoch, 1) for epoch in range(1, 9)),
    )
    with CaptureQueriesContext(
        connection,
    ) as queries:
        device.post(client, request)
    writes = [query for query in queries.captured_queries if "INTO progress_epoch" in query["sql"]]
    assert len(writes) == 4


def test_a_sync_with_nothing_new_writes_no_evidence(device: Device, client: Client) -> None:
    request = device.request(now=Now(1, 50, 0, NONCE, 1))
    device.post(client, request)
    with CaptureQueriesContext(connection) as queries:
        device.post(client, request)
    assert not [query for query in queries.captured_queries if "INTO progress_epoch" in query["sql"]]


@given(st.permutations([(100, 3), (200, 0), (300, 40), (400, 599), (500, 7)]), st.integers(-5, 2))
def test_the_order_of_contacts_and_files_does_not_matter(meetings: list[tuple[int, int]], floor: int) -> None:
    """All of them true: the clock is exact, and nothing was longer under way than it may be."""
    told = (Floor(1, floor),)
    messages = [
        (OFFLINE.request(now=Now(1, wall, 0, NONCE, 1), floors=told), wall + delay, delay == 40)
        for wall, delay in meetings
    ]
    found = _learned(*messages)[1]
    assert (found.low, found.high, found.contact_wall) == (max(floor, 599 - MOST_TRANSIT), 0, 200)


@pytest.mark.parametrize(
    "now", [Now(-1, 0, 0, NONCE), Now(0, 2**41, 0, NONCE), Now(0, 0, 100_001, NONCE), Now(2**31, 0, 0, NONCE)]
)
def test_a_reading_that_does_not_fit_is_malformed(now: Now) -> None:
    with pytest.raises(MalformedMessage, match="out of range"):
        evidence.check(OFFLINE.request(now=now))


@pytest.mark.parametrize("floor", [Floor(-1, 0), Floor(2**31, 0), Floor(1, 2**42)])
def test_a_floor_that_does_not_fit_is_malformed(floor: Floor) -> None:
    with pytest.raises(MalformedMessage, match="out of range"):
        evidence.check(OFFLINE.request(floors=(floor,)))


@pytest.mark.parametrize("wall", [0, 1_420_070_400, 4_102_444_799, -86_400])
def test_a_clock_that_is_merely_wrong_is_never_refused(device: Device, client: Client, wall: int) -> None:
    device.sync(client, [a_fact(wall=wall)], now=Now(1, wall, 0, NONCE))
