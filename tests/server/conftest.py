"""Every test here has a server's folder and keys, as `cor-server serve` makes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django.fixtures import Settings

from sync_server.common import keys
from sync_server.config import state
from tests.factories.emptying import emptying_passes_the_audit as emptying_passes_the_audit
from tests.factories.server import Device, a_device


@pytest.fixture(scope="session")
def server_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the test run's server."""
    folder = tmp_path_factory.mktemp("server")
    state.prepare(folder)
    django_settings.SECRET_KEY = state.secret_key(folder)  # for good: Django cannot put an empty one back
    return folder


@pytest.fixture(autouse=True)
def server_keys(settings: Settings, server_folder: Path) -> None:
    """Let the settings point into the folder."""
    settings.COR_DATA = server_folder
    settings.COR_SERVER_KEY_FILE = server_folder / state.SERVER_KEY
    keys.server_key.cache_clear()
    shutil.rmtree(server_folder / "course", ignore_errors=True)  # no test knows of the course of another


@pytest.fixture
def device(db: None) -> Device:
    """A learner's device, signed in."""
    return a_device()


class Clock:
    """The server's time as a test wants it, in UTC seconds."""

    def __init__(self, now: int) -> None:
        self.now = now

    def forward(self, seconds: int) -> None:
        """Let time pass."""
        self.now += seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stops the server's clock; `time.forward(seconds)` lets it go on."""
    clock = Clock(1_795_000_000)
    monkeypatch.setattr("sync_server.common.clock.now", lambda: clock.now)
    return clock
