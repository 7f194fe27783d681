from __future__ import annotations

import platform

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.devices import devices
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.system import system_name
from tests.fakes.server import FakeServer


@pytest.mark.parametrize(
    ("system", "release", "said"),
    [
        ("Windows", "11", "Windows 11"),
        ("Linux", "6.18.44-fc-v657", "Linux"),
        ("Darwin", "24.1.0", "macOS 15.1"),
        ("", "", "A computer"),
    ],
)
def test_a_computer_has_the_name_that_its_owner_knows(
    system: str, release: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "release", lambda: release)
    monkeypatch.setattr(platform, "mac_ver", lambda: ("15.1", ("", "", ""), "arm64"))
    assert system_name() == said


def test_a_sign_in_and_a_sync_call_it_alike(registered: Desk, server: FakeServer) -> None:
    (listed,) = devices(registered)
    synchronize(registered)
    assert (listed.platform, server.requests[-1].client[1]) == (system_name(), system_name())
