"""A learner's desk with a small course, a clock in hand and a server in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.register import RegistrationForm
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.navigation import HOME, Navigation
from cor_desktop.sync.server import AccountReply
from tests.factories.modules import a_module
from tests.factories.packs import a_catalog
from tests.fakes.a_desk import a_desk, join
from tests.fakes.background import AtOnce
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeAccount, FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "paper boats cross quietly")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Desk]:
    """Nobody has started; a server's address is set."""
    opened = a_desk(tmp_path / "desk", clock, server, a_catalog(tmp_path / "pack", a_module("one", "two")))
    opened.settings.set("server_address", "https://cor.example.org")
    yield opened
    opened.store.close()


@pytest.fixture
def guest(desk: Desk) -> Desk:
    """Somebody learns without an account."""
    start_learning(desk)
    return desk


@pytest.fixture
def ana_elsewhere(server: FakeServer) -> FakeAccount:
    """Ana has an account, made on another computer."""
    account = FakeAccount(AccountReply("Ana", "Bell", FORM.email), FORM.password, "a" * 26, verified=True)
    server.accounts[FORM.email] = account
    return account


@pytest.fixture
def ana(desk: Desk, server: FakeServer) -> Desk:
    """Ana is signed in."""
    join(desk, server, FORM)
    return desk


@pytest.fixture
def navigation() -> Navigation:
    return Navigation(HOME)


@pytest.fixture
def account(desk: Desk, navigation: Navigation) -> AccountPresenter:
    return AccountPresenter(desk, AtOnce(), navigation)
