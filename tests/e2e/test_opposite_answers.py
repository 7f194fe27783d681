"""M2, M3: opposite answers leave identical rows, logs and messages: nothing that is kept depends on an answer."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.e2e.computer import Computer
from tests.e2e.traffic import Recorder, recording
from tools.local_server import LocalServer, free_port

TABLES = {
    "device": "*",
    "learner": "id, has_account, signed_in, is_current, digest_count, digest_total, last_activity, last_outcome",
    "fact": "*",
    "epoch": "*",
    "place": "*",
}


def test_m2_m3_opposite_answers_leave_identical_rows_logs_and_messages(tmp_path: Path) -> None:
    port = free_port()
    with recording(port) as recorder:
        begin(tmp_path / "before", port, recorder)
        one = taken(tmp_path / "one", port, recorder, choice=0, words="I saw that she waits")
        other = taken(tmp_path / "other", port, recorder, choice=-1, words="No")
    assert one["rows"]["fact"]
    assert one["messages"]
    assert one == other


def begin(folder: Path, port: int, recorder: Recorder) -> None:
    """A learner who has registered and works offline: when a first sync happens is for chance, so it happens once."""
    folder.mkdir()
    with serving(folder, port) as log:
        asked = {"server": recorder.url, "mail": str(log), "email": "ana@example.org", "words": "", "choice": 0}
        finish(folder, asked, only_register=True)


def taken(folder: Path, port: int, recorder: Recorder, choice: int, words: str) -> dict[str, Any]:
    """The module taken from the same beginning to the last sync; everything it left."""
    shutil.copytree(folder.parent / "before", folder)
    recorder.forget()
    with serving(folder, port):
        finish(folder, {"server": recorder.url, "words": words, "choice": choice}, registered=True)
    messages = re.findall(rb'\{"client".*?"v":1\}', recorder.recorded())
    data = folder / "computer" / "profile" / "data"
    return {
        "rows": {table: rows(data / "learning.db", table, columns) for table, columns in TABLES.items()},
        "log": (data / "cor-desktop.log").read_text(),
        "stderr": (folder / "computer" / "stderr").read_text(),
        "messages": sorted(set(messages)),
        "server": rows(folder / "server" / "cor.sqlite3", "progress_fact", "kind, item, device, epoch, wall"),
    }


def finish(folder: Path, asked: dict[str, Any], **more: bool) -> None:
    """Let the learner do what is asked, to its end."""
    with Computer(folder / "computer", **asked, **more, repeatable=True) as computer:
        computer.wait_until("there")
        assert computer.wait() == 0


@contextlib.contextmanager
def serving(folder: Path, port: int) -> Iterator[Path]:
    """The server of that folder; gives its log."""
    log = folder / "server.log"
    server = LocalServer(folder / "server", port, log=log)
    server.start()
    server.wait_until_ready()
    try:
        yield log
    finally:
        server.stop()


def rows(database: Path, table: str, columns: str) -> list[Any]:
    connection = sqlite3.connect(database)
    try:
        return sorted(connection.execute(f"SELECT {columns} FROM {table}"))
    finally:
        connection.close()
