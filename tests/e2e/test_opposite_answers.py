"""M2, M3: opposite answers leave identical rows, logs and messages: nothing that is kept depends on an answer."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

from tests.e2e.computer import Computer
from tests.e2e.traffic import recording
from tools.local_server import LocalServer, free_port

TABLES = {
    "device": "*",
    "learner": "id, has_account, signed_in, is_current, digest_count, digest_total, last_activity, last_outcome",
    "fact": "*",
    "epoch": "*",
    "place": "*",
}


def test_m2_m3_opposite_answers_leave_identical_rows_logs_and_messages(tmp_path: Path) -> None:
    one = taken(tmp_path / "one", choice=0, words="I saw that she waits")
    other = taken(tmp_path / "other", choice=-1, words="No")
    assert one["rows"]["fact"]
    assert one["messages"]
    assert one == other


def taken(folder: Path, choice: int, words: str) -> dict[str, Any]:
    """The module taken from registration to the last sync on a fresh server; everything it left."""
    folder.mkdir()
    server = LocalServer(folder / "server", free_port(), log=folder / "server.log")
    server.start()
    server.wait_until_ready()
    try:
        with recording(server.port) as recorder:
            asked = {
                "server": recorder.url,
                "mail": str(folder / "server.log"),
                "email": "ana@example.org",
                "words": words,
                "choice": choice,
            }
            with Computer(folder / "computer", **asked, whole=True, repeatable=True) as computer:
                computer.wait_until("there")
                assert computer.wait() == 0
            messages = re.findall(rb'\{"client".*?"v":1\}', recorder.recorded())
    finally:
        server.stop()
    data = folder / "computer" / "profile" / "data"
    return {
        "rows": {table: rows(data / "learning.db", table, columns) for table, columns in TABLES.items()},
        "log": (data / "cor-desktop.log").read_text(),
        "stderr": (folder / "computer" / "stderr").read_text(),
        "messages": sorted(set(messages)),
        "server": rows(folder / "server" / "cor.sqlite3", "progress_fact", "kind, item, device, epoch, wall"),
    }


def rows(database: Path, table: str, columns: str) -> list[Any]:
    connection = sqlite3.connect(database)
    try:
        return sorted(connection.execute(f"SELECT {columns} FROM {table}"))
    finally:
        connection.close()
