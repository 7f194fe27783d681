"""A network that knows nothing but IPv6: server, health check and client on `::1` alone."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from cor_desktop.actions.try_connection import try_connection
from cor_desktop.errors import Offline
from cor_desktop.sync.transport import Transport
from tests.factories.server_process import cor_server, serving
from tests.fakes.a_desk import a_desk
from tests.fakes.clock import HandClock


def test_m18_everything_works_on_ipv6_alone(tmp_path: Path) -> None:
    with serving(tmp_path / "server", "--host", "::1") as server:
        port = server.url.rpartition(":")[2]
        url = f"http://[::1]:{port}"
        assert f"COR server ready on {url}" in server.said
        checked = cor_server("healthcheck", "--port", port)
        assert (checked.returncode, checked.stdout, checked.stderr) == (0, "ready\n", "")
        with contextlib.closing(Transport(lambda: url)) as line:
            assert line.server_info().name
        with contextlib.closing(Transport(lambda: server.url)) as line, pytest.raises(Offline):
            line.server_info()  # nobody listens on IPv4
        desk = a_desk(tmp_path / "desk", HandClock(), None)
        desk.settings.set("server_address", url)
        assert all(step.good for step in try_connection(desk))
        desk.store.close()
