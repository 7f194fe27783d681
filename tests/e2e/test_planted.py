"""The search for the canary finds it wherever a careless line of code could have put it.

Each leak is planted in the real program (tests/e2e/planting.py); a core file is had by leaving the program's memory
unprotected.
"""

from __future__ import annotations

import os
import resource
import socket
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.searched import CANARY, WORDS, World, a_world
from tests.e2e.traffic import recording
from tools.look_for import ENCODINGS, files_with, occurs

ON_DISK = {
    "log": "profile/data/cor-desktop.log",
    "settings": "profile/config/settings.json",
    "database": "profile/data/learning.db",
    "recent files": "home/config/QtProject/somebody.conf",
    "standard error": "stderr",
    "working folder": "work/core.1",
    "temporary file": "tmp/draft-",
}
ELSEWHERE = {"server": "server/cor.sqlite3", "network": "the network"}
CORE_PATTERN = Path("/proc/sys/kernel/core_pattern")
HARD_LIMIT = resource.getrlimit(resource.RLIMIT_CORE)[1]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with a_world(tmp_path_factory.mktemp("world")) as world:
        yield world


def test_the_search_finds_every_leak_that_was_planted(world: World) -> None:
    with world.computer("leaking", do="nothing", leaks=["title", *ELSEWHERE, *ON_DISK], stay=True) as computer:
        assert CANARY in "".join(computer.wait_until("there")["titles"])
        found = world.hits()
        computer.kill()
    wanted = {*(f"leaking/{place}" for place in ON_DISK.values()), *ELSEWHERE.values()}
    assert {next((place for place in wanted if hit.startswith(place)), hit) for hit in found} == wanted
    assert "leaking/profile/data/cor-desktop.log" in world.secrets()


def test_a_choice_is_found_by_its_mark(world: World) -> None:
    with world.computer("chosen", do="leave", marked=True, leave=[("choice", "home")], leaks=["page"]) as computer:
        computer.wait_until("answered")
        assert world.hits("chosen")[:1] == ["chosen/profile/data/cor-desktop.log"]


@pytest.mark.skipif(
    not CORE_PATTERN.exists() or CORE_PATTERN.read_text().startswith(("|", "/")) or HARD_LIMIT == 0,
    reason="this system hands core files to a program of its own, or writes none",
)
def test_a_program_that_may_be_dumped_leaves_its_words_in_a_core_file(world: World) -> None:
    wanted = {"dumpable": True, "end": "crash", "leave": [("reflection", "onward")]}
    with world.computer("dumped", do="leave", **wanted) as computer:
        computer.wait_until("answered")
        computer.go_on()
        assert computer.wait() < 0
    (hit, *_) = world.hits("dumped/work")
    assert hit.startswith("dumped/work/core")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_search_knows_every_encoding(world: World, encoding: str) -> None:
    (world.folder / "leak").write_bytes(b"\x00\x01" + CANARY.split()[1].encode(encoding) + b"\x02")
    assert list(files_with([world.folder / "leak"], WORDS)) == [world.folder / "leak"]


def test_the_search_reads_what_was_deflated_on_the_network(world: World) -> None:
    with recording(world.server.port) as recorder:
        with socket.create_connection(("127.0.0.1", recorder.port)) as line:
            line.sendall(b"POST / HTTP/1.1\r\n\r\n" + zlib.compress(CANARY.encode()))
            line.shutdown(socket.SHUT_WR)
            while line.recv(4096):
                pass
        assert occurs(WORDS, recorder.recorded())


def test_the_search_looks_where_every_program_may_write(world: World) -> None:
    planted = Path("/dev/shm") / f"cor-{os.getpid()}"
    planted.touch()
    try:
        assert planted in list(world.written_elsewhere())
    finally:
        planted.unlink()
