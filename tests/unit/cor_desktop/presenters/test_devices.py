from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import Offline
from cor_desktop.presenters.devices import DevicesPresenter
from cor_desktop.sync.server import ListedDevice, Machine
from cor_protocol.accounts import Ended
from tests.fakes.background import AtOnce, WhenTold
from tests.fakes.server import FakeServer
from tests.unit.cor_desktop.presenters.conftest import FORM

FRIDAY = datetime.datetime(2026, 11, 20, 13, 0, tzinfo=datetime.UTC)


@pytest.fixture
def devices(ana: Desk, server: FakeServer) -> DevicesPresenter:
    """Ana is signed in here, and on a shared computer at school."""
    server.signed_in_on(FORM.email, Machine("z" * 26, None, "Windows 11", "0.1.0", shared=True))
    server.listed["z" * 26] = replace(server.listed["z" * 26], last_seen=FRIDAY)
    return DevicesPresenter(ana, AtOnce())


def listed(devices: DevicesPresenter, title: str) -> tuple[str, bool]:
    (line,) = (line for line in devices.lines.value or () if line.title == title)
    return line.words, line.endable


def test_asvs_7_5_2_every_computer_is_listed_in_words(devices: DevicesPresenter) -> None:
    devices.refresh()
    words, endable = listed(devices, "Windows 11")
    assert (words, endable) == ("COR Desktop 0.1.0 · shared computer · last seen Friday", True)
    words, endable = listed(devices, "This computer")
    assert words.endswith("in use now") and not endable


def test_asvs_7_4_5_another_computer_is_signed_out_from_here(devices: DevicesPresenter, server: FakeServer) -> None:
    devices.refresh()
    (line,) = (line for line in devices.lines.value or () if line.endable)
    devices.sign_out_there(line)
    assert devices.ended.value == "“Windows 11” is signed out."
    assert {kept.why for kept in server.tokens.values() if kept.device == "z" * 26} == {Ended.ELSEWHERE}


def test_a_computer_that_is_signed_out_has_no_button(devices: DevicesPresenter, server: FakeServer) -> None:
    server.listed["z" * 26] = replace(server.listed["z" * 26], signed_in=False)
    devices.refresh()
    words, endable = listed(devices, "Windows 11")
    assert words.endswith("signed out, last seen Friday") and not endable


def test_a_computer_without_a_name_is_a_computer(devices: DevicesPresenter, server: FakeServer) -> None:
    kept: ListedDevice = server.listed["z" * 26]
    server.listed["z" * 26] = replace(kept, platform="")
    devices.refresh()
    assert listed(devices, "A computer")


def test_without_the_server_that_is_told(devices: DevicesPresenter, server: FakeServer) -> None:
    def away() -> None:
        raise Offline

    server.fault = away
    devices.refresh()
    assert isinstance(devices.trouble.value, Offline)
    assert (devices.lines.value, devices.busy.value) == (None, False)


def test_asking_twice_asks_once(ana: Desk) -> None:
    background = WhenTold()
    devices = DevicesPresenter(ana, background)
    devices.refresh()
    devices.refresh()
    assert len(background.waiting) == 1
