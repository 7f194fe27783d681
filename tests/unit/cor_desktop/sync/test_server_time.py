"""When the server's signed time is asked for, and what it is used for; over real TLS, see test_line.py."""

from __future__ import annotations

import json
import sys

import pytest

from cor_desktop.errors import ClockIsWrong
from cor_desktop.sync.answers import Answer
from cor_desktop.sync.network import Network
from cor_desktop.sync.server_time import CorrectedTime
from cor_protocol.seal import new_signing_key, public_key
from cor_protocol.server_time import tell_time
from tests.fakes.clock import TUESDAY, HandClock

KEY = new_signing_key()
YEAR = 365 * 86_400


def time_at(wall: int) -> CorrectedTime:
    return CorrectedTime(Network(clock=HandClock(wall), floor=lambda: TUESDAY, keys=lambda: (public_key(KEY),)))


def answer(body: dict[str, object]) -> Answer:
    return Answer(200, "application/json", json.dumps(body).encode(), None)


@pytest.mark.parametrize(
    ("wall", "too_early", "asked"),
    [
        (TUESDAY - 120, True, True),
        (TUESDAY - 30, True, False),
        (TUESDAY + YEAR, True, False),
        (TUESDAY + YEAR, False, False),
        (TUESDAY + 70 * YEAR, False, True),
        (TUESDAY - 120, False, False),
    ],
)
def test_time_is_asked_for_only_where_the_clock_is_implausible(wall: int, too_early: bool, asked: bool) -> None:
    assert time_at(wall).may_be_asked(too_early=too_early) is (asked and sys.platform == "linux")


def test_a_time_signed_for_another_nonce_is_not_believed() -> None:
    time = time_at(0)
    old = answer(dict(tell_time(KEY, TUESDAY, time.nonce())))
    with pytest.raises(ClockIsWrong):
        time.learn(old, time.nonce())
    assert not time.is_known


def test_once_the_time_is_known_nobody_is_asked_again() -> None:
    time = time_at(0)
    nonce = time.nonce()
    time.learn(answer(dict(tell_time(KEY, TUESDAY, nonce))), nonce)
    assert (time.is_known, time.may_be_asked(too_early=True)) == (True, False)


def test_a_connection_without_a_chain_is_not_believed() -> None:
    with pytest.raises(ClockIsWrong):
        time_at(0).check([])
