"""Killed at any moment, the client reopens on the same page, with the record whole and every answer gone (M3)."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from tests.e2e.computer import Computer
from tools.local_server import LocalServer

WORDS = "Zephyrquill under the copper bridge"
PAGES = 8
COUNTED = ("module.started", "activity.opened", "activity.finished")
ANSWERED = (
    "Where you might look",
    "The studies support this",
    "What follows from it",
    "Where it came to rest",
    "We would put it",
    "Others might write",
    "You: ",
)
"""What pages show once they have been answered."""


def test_m3_a_client_killed_on_each_page_reopens_there_without_any_answer(server: LocalServer, tmp_path: Path) -> None:
    asked: dict[str, Any] = {
        "server": server.url,
        "words": WORDS,
        "answers": "hastily",
        "stay": True,
    }
    registering = {"mail": str(tmp_path / "server.log"), "email": "ana@example.org"}
    folder = tmp_path / "computer"
    with Computer(folder, **asked, **registering, do="some", pages=1) as computer:
        before = computer.wait_until("there")
        computer.kill()
    for page in range(1, PAGES + 1):
        assert f"{page} of {PAGES}" in before["page"]
        assert facts(folder) == 2 * page
        with Computer(folder, **asked, do="reopen") as computer:
            reopened = computer.wait_until("reopened")
            before = computer.wait_until("there")
            computer.kill()
        assert f"{page} of {PAGES}" in reopened["page"]
        assert not reopened["words"]
        assert [mark for mark in ANSWERED if mark in reopened["page"]] == []


def facts(folder: Path) -> int:
    connection = sqlite3.connect(folder / "profile" / "data" / "learning.db")
    try:
        (count,) = connection.execute("SELECT count(*) FROM fact WHERE kind IN (?, ?, ?)", COUNTED).fetchone()
        return int(count)
    finally:
        connection.close()
