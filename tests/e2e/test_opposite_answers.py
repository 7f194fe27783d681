"""M2, M3: opposite answers leave identical rows, logs and messages: nothing that is kept depends on an answer.

The first module is taken twice, in all eight types: once hastily, once with every choice, hint, way through the scene,
order, rating and word that the other did without (tests/e2e/answering.py). The clock is handed in: both take as long.
A mutant of the program that keeps how often something was answered is planted, and every place must tell.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cor_desktop.learning.catalog import Catalog
from cor_protocol.module import Scenario, type_name
from tests.e2e.answering import ways_of
from tests.e2e.computer import Computer
from tests.e2e.traffic import Recorder, recording
from tools.local_server import LocalServer, free_port
from tools.look_for import inflated

TYPES = {"reading", "reflection", "scenario", "choice", "order", "match", "rating", "plan"}
FIRST_MODULE = "what-a-relationship-changes"
HASTY = {"answers": "hastily", "words": "No"}
THOROUGH = {"answers": "thoroughly", "words": "I saw that she waits, and that I did not ask"}
PLACES = ("rows", "log", "settings", "secrets", "standard error", "files", "messages", "server")
SERVERS_CLOCK = {
    *("at", "hash", "awarded_at", "established_at", "received", "sealed_pdf"),
    *("ahead", "started_by", "completed_by"),  # how far the two clocks are apart, and what that makes of a date
}
"""Columns that hold when the server did something, what it computed of that, and the certificate that it dated."""
SERVERS_LIMITS = "cor_cache"
"""A table that counts requests by the minute."""


def test_m3_the_module_that_is_compared_has_every_type_and_ways_of_unlike_length() -> None:
    module = Catalog().module(FIRST_MODULE)
    assert {type_name(activity) for activity in module.activities} == TYPES
    (scene,) = (activity for activity in module.activities if isinstance(activity, Scenario))
    lengths = {len(way) for way in ways_of(scene)}
    assert min(lengths) < max(lengths)


class Taker:
    """Takes the module again and again, each time from the same beginning."""

    def __init__(self, folder: Path, port: int, recorder: Recorder) -> None:
        self._folder, self._port, self._recorder = folder, port, recorder
        begun = {"mail": str(folder / "before" / "server.log"), "email": "ana@example.org", "words": ""}
        (folder / "before").mkdir()
        with self._serving("before"):
            self._run("before", begun, do="nothing")

    def take(self, name: str, how: dict[str, str], **more: bool) -> dict[str, Any]:
        """Take the module to the last sync; everything that it left, by the place where it was left."""
        shutil.copytree(self._folder / "before", self._folder / name)
        self._recorder.forget()
        with self._serving(name):
            self._run(name, how, do="whole", **more)
        return self._left(self._folder / name)

    def _run(self, name: str, asked: dict[str, str], **more: Any) -> None:
        told = {"server": self._recorder.url, "repeatable": True}
        with Computer(self._folder / name / "computer", **told, **asked, **more) as computer:
            computer.wait_until("there")
            assert computer.wait() == 0

    @contextlib.contextmanager
    def _serving(self, name: str) -> Iterator[None]:
        folder = self._folder / name
        server = LocalServer(folder / "server", self._port, log=folder / "server.log")
        server.start()
        server.wait_until_ready()
        try:
            yield
        finally:
            server.stop()

    def _left(self, folder: Path) -> dict[str, Any]:
        profile = folder / "computer" / "profile"
        return {
            "rows": rows(profile / "data" / "learning.db"),
            "log": (profile / "data" / "cor-desktop.log").read_text(),
            "settings": {path.name: path.read_bytes() for path in (profile / "config").iterdir()},
            "secrets": (profile / "data" / "secrets.json").read_bytes(),
            "standard error": (folder / "computer" / "stderr").read_text(),
            "files": sorted(str(path.relative_to(folder)) for path in (folder / "computer").rglob("*")),
            "messages": self._recorder.sent_each(),
            "server": rows(folder / "server" / "cor.sqlite3"),
        }


def rows(database: Path) -> dict[str, list[Any]]:
    """Every row of every table, without what follows the server's clock."""
    connection = sqlite3.connect(database)
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {table: rows_of(connection, table) for table in tables if table != SERVERS_LIMITS}
    finally:
        connection.close()


def rows_of(connection: sqlite3.Connection, table: str) -> list[Any]:
    columns = [f'"{name}"' for _, name, *_ in connection.execute(f'PRAGMA table_info("{table}")')]
    kept = ", ".join(name for name in columns if name.strip('"') not in SERVERS_CLOCK)
    return sorted(connection.execute(f'SELECT {kept} FROM "{table}"'), key=repr)


@pytest.fixture(scope="module")
def taker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taker]:
    port = free_port()
    with recording(port) as recorder:
        yield Taker(tmp_path_factory.mktemp("opposite"), port, recorder)


@pytest.fixture(scope="module")
def hasty(taker: Taker) -> dict[str, Any]:
    return taker.take("hasty", HASTY)


def test_m2_m3_opposite_answers_leave_identical_rows_logs_and_messages(taker: Taker, hasty: dict[str, Any]) -> None:
    thorough = taker.take("thorough", THOROUGH)
    for place in PLACES:
        assert (place, thorough[place]) == (place, hasty[place])
    assert sum("activity.finished" in fact for fact in hasty["rows"]["fact"]) == len(TYPES)
    assert len(hasty["rows"]["fact"]) == len(hasty["server"]["progress_fact"])
    assert any(b"activity.finished" in inflated(sent) for sent in hasty["messages"])


def test_a_program_that_counts_answers_is_found_in_every_place(taker: Taker, hasty: dict[str, Any]) -> None:
    one, other = (taker.take(f"mutant {name}", how, mutant=True) for name, how in (("one", HASTY), ("other", THOROUGH)))
    told = {place for place in PLACES if one[place] != other[place]}
    assert told == {"rows", "log", "settings", "messages", "server"}
