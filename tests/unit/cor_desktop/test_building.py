"""A desk is built around a store, and its line knows what the desk knows."""

from __future__ import annotations

from pathlib import Path

from cor_desktop.actions.network import network_of
from cor_desktop.building import build_desk
from cor_desktop.paths import Paths
from cor_desktop.settings import Settings
from cor_desktop.store.database import open_database
from cor_desktop.store.store import Store


def test_settings_count_at_once_on_the_way_to_the_server(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data", tmp_path / "config")
    desk = build_desk(paths, Settings(paths.settings), Store(open_database(paths.database)))
    network = network_of(desk)
    assert (network.proxy(), network.authority(), network.login(), network.keys()) == ("", "", None, ())
    desk.settings.set("proxy_address", "http://proxy:8080")
    desk.settings.set("extra_authority", "/etc/school.pem")
    assert (network.proxy(), network.authority()) == ("http://proxy:8080", "/etc/school.pem")
    assert network.floor() > 0
    desk.store.close()
