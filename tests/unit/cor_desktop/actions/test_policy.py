"""The policy that a registration shows."""

from __future__ import annotations

import datetime

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.policy import policy
from cor_desktop.errors import Offline
from tests.fakes.server import FakeServer


def test_the_newest_policy_is_there_to_read(desk: Desk) -> None:
    found = policy(desk)
    assert (found.version, found.title, found.published) == (1, "Privacy policy", datetime.date(2026, 11, 1))
    assert "stays yours" in found.text


def test_without_a_connection_it_is_told(desk: Desk, server: FakeServer) -> None:
    def offline() -> None:
        raise Offline

    server.fault = offline
    with pytest.raises(Offline):
        policy(desk)
