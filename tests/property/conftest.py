"""A server key, as `cor-server serve` makes one at its first start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from cor_protocol.seal import new_signing_key
from sync_server.common import keys
from tests.factories.emptying import emptying_passes_the_audit as emptying_passes_the_audit


@pytest.fixture(autouse=True)
def server_key(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.COR_SERVER_KEY_FILE = tmp_path / "server.key"
    settings.COR_SERVER_KEY_FILE.write_bytes(new_signing_key())
    keys.server_key.cache_clear()
    yield
    keys.server_key.cache_clear()
