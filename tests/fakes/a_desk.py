"""A learner's desk for tests: real store, vault and settings in a temporary folder; clock and server handed in."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from cor_desktop.actions.desk import Desk
from cor_desktop.clock import Clock
from cor_desktop.learning.catalog import Catalog
from cor_desktop.paths import Paths
from cor_desktop.settings import Settings
from cor_desktop.store.store import open_store
from cor_desktop.vault import Vault


def a_desk(folder: Path, clock: Clock, server: Any, catalog: Catalog | None = None) -> Desk:
    """Open the desk that lies in `folder`. Close its store after use."""
    paths = Paths(folder / "data", folder / "config")
    return Desk(
        store=open_store(paths.database, clock.read()),
        clock=clock,
        catalog=cast(Catalog, catalog),
        settings=Settings(paths.settings),
        vault=Vault(paths.secrets),
        server=server,
    )
