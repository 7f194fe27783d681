"""Where an account is signed in, and ending it from afar (ASVS 7.4.5, 7.5.2)."""

from __future__ import annotations

import datetime

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.devices import devices, end_device
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.unlock import unlock
from cor_desktop.actions.views import record, who
from cor_desktop.errors import NotThere
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in
from tests.fakes.server import FakeServer

EMAIL, PASSWORD = "ana@example.org", "four quiet words here"
MODULE = a_module("one", "two")


@pytest.fixture
def both(registered: Desk, other_desk: Desk) -> Desk:
    """Ana on two computers."""
    other_desk.settings.set("shared_machine", True)
    come_in(other_desk, EMAIL, PASSWORD)
    return registered


def test_asvs_7_5_2_all_computers_are_listed_and_this_one_is_known(both: Desk) -> None:
    listed = devices(both)
    assert sorted((device.this, device.shared) for device in listed) == [(False, True), (True, False)]
    assert all(device.signed_in and device.last_seen.tzinfo is datetime.UTC for device in listed)


def test_asvs_7_4_5_a_computer_that_is_ended_from_afar_shuts_and_keeps_its_work(
    both: Desk, other_desk: Desk, server: FakeServer
) -> None:
    open_activity(other_desk, MODULE, "one")
    (far,) = (device for device in devices(both) if not device.this)
    end_device(both, far.id)
    outcome = synchronize(other_desk)
    assert outcome.kind == "sign_in"
    assert outcome.sentence.startswith("You ended this computer’s sign-in from another place.")
    found = who(other_desk)
    assert found is not None
    assert (found.signed_in, found.first_name, found.locked) == (False, "", True)
    assert record(other_desk)["a-module"].state == "started"
    unlock(other_desk, PASSWORD)
    assert synchronize(other_desk).kind == "sent"


def test_a_computer_nobody_has_is_not_there(both: Desk) -> None:
    with pytest.raises(NotThere):
        end_device(both, 99)
