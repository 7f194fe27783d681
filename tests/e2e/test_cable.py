"""The cable is pulled for real: the server is away, the line is cut after any byte. All arrives (M18, B3, B9)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cor_desktop.actions.confirm import confirm
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import record, sync_state
from cor_desktop.sync.transport import Transport
from tests.conftest import ExpectedLogs
from tests.e2e.traffic import recording
from tests.factories.modules import a_module
from tests.fakes.a_desk import a_desk, come_in
from tests.fakes.clock import HandClock
from tools.local_server import LocalServer
from tools.mailbox import Mailbox

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "paper boats cross quietly", policy_version=1)
NAMES = [f"n{number}" for number in range(400)]
MODULE = a_module(*NAMES)


@contextmanager
def computer(folder: Path, url: str) -> Iterator[Desk]:
    transport = Transport(lambda: url)
    desk = a_desk(folder, HandClock(), transport)
    try:
        yield desk
    finally:
        desk.store.close()
        transport.close()


def join(desk: Desk, folder: Path) -> None:
    """Register, with the code from the server's mail."""
    confirm(desk, register(desk, FORM), Mailbox(folder / "server.log").code_for(FORM.email))


def learn(desk: Desk, *names: str) -> None:
    for name in names:
        open_activity(desk, MODULE, name)
        finish_activity(desk, MODULE, name)


def finished(desk: Desk) -> set[str]:
    return set(record(desk)["a-module"].finished)


def test_m18_work_done_while_the_server_is_away_arrives_when_it_is_back(server: LocalServer, tmp_path: Path) -> None:
    with computer(tmp_path / "one", server.url) as desk:
        join(desk, tmp_path)
        for name in NAMES[:3]:
            server.stop()
            learn(desk, name)
            assert synchronize(desk).kind == "offline"
            assert sync_state(desk).unsent
            server.start()
            server.wait_until_ready()
            assert synchronize(desk).kind == "sent"
            assert not sync_state(desk).unsent


def test_b9_two_computers_that_learned_apart_hold_the_same_in_the_end(server: LocalServer, tmp_path: Path) -> None:
    with computer(tmp_path / "one", server.url) as one, computer(tmp_path / "other", server.url) as other:
        join(one, tmp_path)
        come_in(other, FORM.email, FORM.password)
        learn(one, "n1", "n2")
        learn(other, "n2", "n3")
        for desk in (one, other, one):
            assert synchronize(desk).kind == "sent"
        assert finished(one) == finished(other) == {"n1", "n2", "n3"}
        assert one.learner().digest == other.learner().digest


def test_b3_a_server_put_back_from_an_old_copy_regains_everything(server: LocalServer, tmp_path: Path) -> None:
    data = tmp_path / "server"
    with computer(tmp_path / "one", server.url) as one, computer(tmp_path / "other", server.url) as other:
        join(one, tmp_path)
        come_in(other, FORM.email, FORM.password)
        server.stop()
        shutil.copytree(data, tmp_path / "backup")
        server.start()
        server.wait_until_ready()
        learn(one, "n1", "n2")
        assert synchronize(one).kind == "sent"
        server.stop()
        shutil.rmtree(data)
        shutil.copytree(tmp_path / "backup", data)
        server.start()
        server.wait_until_ready()
        assert synchronize(one).kind == "sent"
        assert synchronize(other).kind == "sent"
        assert finished(other) == {"n1", "n2"}


@pytest.mark.parametrize("way", ["cut_up", "cut_down"])
def test_m18_a_line_cut_after_any_byte_loses_nothing(
    server: LocalServer, tmp_path: Path, way: str, expected_log: ExpectedLogs
) -> None:
    if way == "cut_down":
        expected_log("Failed to parse headers")  # urllib3, of an answer that ends within them
    names = iter(NAMES)
    learned = set()
    with recording(server.port) as line, computer(tmp_path / "one", line.url) as desk:
        join(desk, tmp_path)
        for cut in range(0, 900, 11):
            name = next(names)
            learn(desk, name)
            learned.add(name)
            desk.server.close()  # type: ignore[attr-defined]  # a new connection, which is cut from its first byte
            setattr(line, way, cut)
            synchronize(desk)
            assert finished(desk) == learned
        setattr(line, way, None)
        desk.server.close()  # type: ignore[attr-defined]
        assert synchronize(desk).kind == "sent"
    with computer(tmp_path / "other", server.url) as other:
        come_in(other, FORM.email, FORM.password)
        assert synchronize(other).kind == "sent"
        assert finished(other) == learned
