"""A learner's desk with a clock in hand and a server in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.register import RegistrationForm
from tests.fakes.a_desk import a_desk, join
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
ODO = RegistrationForm("Odo", "Quist", "odo@example.org", "nine slow rivers bend")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Desk]:
    opened = a_desk(tmp_path / "desk", clock, server)
    yield opened
    opened.store.close()


@pytest.fixture
def other_desk(tmp_path: Path, server: FakeServer) -> Iterator[Desk]:
    """A second computer."""
    opened = a_desk(tmp_path / "other", HandClock(), server)
    yield opened
    opened.store.close()


@pytest.fixture
def registered(desk: Desk, server: FakeServer) -> Desk:
    """With Ana signed in."""
    join(desk, server, FORM)
    return desk


@pytest.fixture
def shared(desk: Desk) -> Desk:
    """A computer that several people use."""
    desk.settings.set("shared_machine", True)
    return desk


@pytest.fixture
def start_again(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Callable[[], Desk]]:
    """Closes nothing and opens the desk once more, as the next start of the program does."""
    with ExitStack() as stack:

        def start() -> Desk:
            opened = a_desk(tmp_path / "desk", clock, server)
            stack.enter_context(closing(opened.store))
            return opened

        yield start
