"""A server that is built by its first use."""

from __future__ import annotations

from typing import cast

from cor_desktop.sync.server import LateServer, Server
from tests.fakes.server import FakeServer


def test_nothing_is_built_before_the_first_use_and_once_from_then_on() -> None:
    built: list[FakeServer] = []

    def build() -> Server:
        built.append(FakeServer())
        return built[-1]

    late = cast(Server, LateServer(build))
    assert built == []
    assert late.server_info().name == "Test server"
    late.server_info()
    assert len(built) == 1
