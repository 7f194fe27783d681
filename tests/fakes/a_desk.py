"""A learner's desk for tests: real store, vault and settings in a temporary folder; clock and server handed in."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from cor_desktop.actions.confirm import confirm
from cor_desktop.actions.desk import Cost, Desk
from cor_desktop.actions.opening import begin
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.sign_in import SignedIn, sign_in
from cor_desktop.clock import Clock
from cor_desktop.learning.catalog import Catalog
from cor_desktop.paths import Paths
from cor_desktop.settings import Settings
from cor_desktop.store.store import open_store
from cor_desktop.vault import Vault
from tests.fakes.server import FakeServer

CHEAP = Cost(iterations=1, memory=64, lanes=1)
"""Stretching a password costs a test nothing; what it costs a learner's computer has a test of its own."""


def a_desk(folder: Path, clock: Clock, server: Any, catalog: Catalog | None = None) -> Desk:
    """Open the desk that lies in `folder`. Close its store after use."""
    paths = Paths(folder / "data", folder / "config")
    desk = Desk(
        store=open_store(paths.database, clock.read()),
        clock=clock,
        catalog=cast(Catalog, catalog),
        settings=Settings(paths.settings),
        vault=Vault(paths.secrets),
        server=server,
        cost=CHEAP,
    )
    begin(desk)
    return desk


def join(desk: Desk, server: FakeServer, form: RegistrationForm) -> SignedIn:
    """Register, and show the code from the mail."""
    signed_in = confirm(desk, register(desk, form), server.code_for(form.email))
    assert isinstance(signed_in, SignedIn)
    return signed_in


def come_in(desk: Desk, email: str, password: str, *, remember: bool = False) -> SignedIn:
    """Sign in where no code is wanted."""
    signed_in = sign_in(desk, email, password, remember)
    assert isinstance(signed_in, SignedIn)
    return signed_in
