"""The real server in a process of its own, everything it and the clients write under one folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.local_server import LocalServer, free_port


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LocalServer]:
    """Running, with nothing configured."""
    server = LocalServer(tmp_path / "server", free_port(), log=tmp_path / "server.log")
    server.start()
    server.wait_until_ready()
    yield server
    server.stop()
