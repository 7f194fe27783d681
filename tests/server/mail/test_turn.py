"""Of all workers, one sends."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from sync_server.mail.turn import Turn
from tests.factories.server import only_on_sqlite

PAUSE = threading.Event()
HOLDER = """
import fcntl, os, sys
handle = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(handle, fcntl.LOCK_EX)
print("mine", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.COR_DATA = tmp_path
    return tmp_path


@pytest.mark.django_db
def test_one_of_two_has_the_turn_until_it_gives_it_back() -> None:
    only_on_sqlite()
    first, second = Turn(), Turn()
    assert (first.is_ours(), first.is_ours(), second.is_ours()) == (True, True, False)
    first.give_back()
    assert second.is_ours()
    second.give_back()


@pytest.mark.django_db
def test_the_turn_of_a_worker_that_is_killed_is_free(folder: Path) -> None:
    only_on_sqlite()
    command = [sys.executable, "-c", HOLDER, str(folder / "mail.lock")]
    turn = Turn()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"mine\n"
        assert not turn.is_ours()
        other.kill()
        other.wait()
        assert turn.is_ours()
    turn.give_back()


@pytest.mark.django_db(transaction=True)
def test_on_postgresql_the_database_keeps_the_turn() -> None:
    from django.db import connection, connections

    if connection.vendor != "postgresql":
        pytest.skip("asks PostgreSQL itself")
    connection.close()  # a test before may have taken the turn on it
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            assert _soon(lambda: cursor.execute("SELECT pg_try_advisory_lock(7105112)").fetchone() == (True,))
        assert not Turn().is_ours()
        other.close()
        assert _soon(Turn().is_ours) and Turn().is_ours()
    finally:
        other.close()
        connection.close()


def _soon(is_so: Callable[[], bool]) -> bool:
    """Ask until it is so: PostgreSQL notices a moment later that a connection has ended."""
    return any(is_so() or PAUSE.wait(0.05) for _ in range(200))
