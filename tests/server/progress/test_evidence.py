from __future__ import annotations

import pytest
from django.test import Client

from cor_protocol.wire import MalformedMessage, Now
from sync_server.progress import evidence, sql
from sync_server.progress.sql import EpochEvidence
from tests.factories.facts import DEVICE, LEARNER, a_fact
from tests.factories.server import Device, a_span
from tests.server.conftest import Clock

NONCE = "0" * 32


def _known(device: Device, *epochs: int) -> dict[int, EpochEvidence]:
    return sql.read_epochs(device.learner, device.device, epochs)


def test_a_contact_is_kept_as_the_device_and_the_server_saw_it(device: Device, client: Client, time: Clock) -> None:
    device.sync(client, now=Now(4, 100, 3600, NONCE))
    assert _known(device, 4) == {4: EpochEvidence(4, 100, 100, 3600, None, 100, time.now)}


def test_the_tightest_contact_stays(device: Device, client: Client, time: Clock) -> None:
    for delay, wall in ((5, 100), (1, 200), (9, 300)):
        time.now = 1_795_000_000 + wall + delay
        device.sync(client, now=Now(1, wall, 0, NONCE))
    assert _known(device, 1)[1].contact_wall == 200


def test_the_span_of_an_epoch_that_a_fact_names_is_kept_and_only_widens(device: Device, client: Client) -> None:
    facts = [a_fact(device=device.device, epoch=1)]
    device.sync(client, facts, now=Now(2, 50, 0, NONCE), spans=(a_span(1, 10, 20, line=2),))
    device.sync(client, facts, now=Now(2, 60, 0, NONCE), spans=(a_span(1, 15, 40, line=1),))
    assert _known(device, 1)[1] == EpochEvidence(1, 10, 40, 3600, 2, None, None)


def test_a_span_that_nothing_names_costs_no_row(device: Device, client: Client) -> None:
    device.sync(client, spans=tuple(a_span(epoch) for epoch in range(2, 300)))
    assert list(_known(device, *range(300))) == [1]


def test_an_epoch_first_known_by_contact_learns_its_span() -> None:
    met = evidence.contacted(None, Now(1, 30, 0, NONCE), 40)
    assert evidence.widened(met, a_span(1, 10, 35)) == EpochEvidence(1, 10, 35, 3600, 0, 30, 40)


@pytest.mark.parametrize(
    "now", [Now(-1, 0, 0, NONCE), Now(0, 2**41, 0, NONCE), Now(0, 0, 100_001, NONCE), Now(2**31, 0, 0, NONCE)]
)
def test_a_reading_that_does_not_fit_is_malformed(now: Now) -> None:
    with pytest.raises(MalformedMessage, match="out of range"):
        evidence.check(Device("", DEVICE, LEARNER, 0).request(now=now))


@pytest.mark.parametrize("wall", [0, 1_420_070_400, 4_102_444_799, -86_400])
def test_a_clock_that_is_merely_wrong_is_never_refused(device: Device, client: Client, wall: int) -> None:
    device.sync(client, [a_fact(wall=wall)], now=Now(1, wall, 0, NONCE))
