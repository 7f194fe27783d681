"""Builds what an action works with, for the window and for `cor-desktop sync`. Nothing of Qt is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cor_desktop.actions.desk import Desk
    from cor_desktop.paths import Paths
    from cor_desktop.settings import Settings
    from cor_desktop.store.store import Store
    from cor_desktop.sync.server import Server


def build_desk(paths: Paths, settings: Settings, store: Store) -> Desk:
    """Everything an action needs, around a store that is open."""
    from cor_desktop.actions.desk import Desk
    from cor_desktop.clock import SystemClock
    from cor_desktop.learning.catalog import Catalog
    from cor_desktop.learning.shelf import Shelf
    from cor_desktop.sync.server import LateServer, Server
    from cor_desktop.vault import Vault
    from cor_desktop.words import language_tag

    def build_server() -> Server:
        from cor_desktop.actions.network import network_of
        from cor_desktop.sync.transport import Transport

        return Transport(lambda: settings.server_address, network_of(desk))

    desk = Desk(
        store=store,
        clock=SystemClock(),
        catalog=Catalog(language=language_tag(), shelf=Shelf(paths.course)),
        settings=settings,
        vault=Vault(paths.secrets),
        server=cast(Server, LateServer(build_server)),
    )
    return desk
