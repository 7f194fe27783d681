"""The floor of P9: what a sync asks of SQLite, without Django and without our protocol.

A WSGI application for granian. Each POST does what one sync of one new fact asks: find the token; then in one IMMEDIATE
transaction find the record and the fact, add the fact, raise the record, and look whether the device's clock is known.
WAL and synchronous FULL, as the server has it. The database is named by COR_BENCH_DATABASE.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA busy_timeout = 20000")
TABLES = """
CREATE TABLE token (hash BLOB PRIMARY KEY, learner TEXT NOT NULL, device TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (learner TEXT PRIMARY KEY, revision INTEGER, count INTEGER, total TEXT) WITHOUT ROWID;
CREATE TABLE fact (
    learner TEXT, kind TEXT, item TEXT, device TEXT, epoch INTEGER, wall INTEGER, revision INTEGER, received INTEGER,
    PRIMARY KEY (learner, kind, item, device)
) WITHOUT ROWID;
CREATE INDEX fact_newer ON fact (learner, revision);
CREATE TABLE clock (learner TEXT, device TEXT, epoch INTEGER, wall INTEGER, PRIMARY KEY (learner, device, epoch))
WITHOUT ROWID;
"""
FIND_TOKEN = "SELECT learner, device FROM token WHERE hash = ?"  # noqa: S105 - a question, no token
FIND_RECORD = "SELECT revision, count, total FROM record WHERE learner = ?"
FIND_FACT = "SELECT epoch, wall FROM fact WHERE learner = ? AND (kind, item, device) IN (VALUES (?, ?, ?))"
FIND_CLOCK = "SELECT wall FROM clock WHERE learner = ? AND device = ? AND epoch = ?"
ADD_FACT = """
INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET epoch = excluded.epoch, wall = excluded.wall, revision = excluded.revision
"""

_connection: sqlite3.Connection | None = None


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one sync."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    reply = json.dumps(_sync(_database(), environ.get("HTTP_AUTHORIZATION", ""), json.loads(body))).encode("ascii")
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(reply)))])
    return [reply]


def connect(path: str) -> sqlite3.Connection:
    """A connection that writes as durably as the server's."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=20, check_same_thread=False)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection


def _database() -> sqlite3.Connection:
    global _connection
    if _connection is None:
        _connection = connect(os.environ["COR_BENCH_DATABASE"])
    return _connection


def _sync(database: sqlite3.Connection, authorization: str, message: dict[str, Any]) -> dict[str, Any]:
    token = hashlib.sha256(authorization.removeprefix("Bearer ").encode("ascii")).digest()
    learner, device = database.execute(FIND_TOKEN, (token,)).fetchone()
    database.execute("BEGIN IMMEDIATE")
    try:
        revision, count = _exchange(database, learner, device, message["facts"][0])
        database.execute("COMMIT")
    except BaseException:
        database.execute("ROLLBACK")
        raise
    return {"v": 1, "revision": revision, "count": count}


def _exchange(database: sqlite3.Connection, learner: str, device: str, group: list[Any]) -> tuple[int, int]:
    _, kind, epoch, item, wall = group
    revision, count, total = database.execute(FIND_RECORD, (learner,)).fetchone() or (0, 0, "")
    database.execute(FIND_FACT, (learner, kind, item, device)).fetchall()
    row = (learner, kind, item, device, epoch, wall, revision + 1, wall)
    database.execute(ADD_FACT, row)
    total = hashlib.sha256(repr((total, row)).encode()).hexdigest()[:32]
    database.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)", (learner, revision + 1, count + 1, total))
    if not database.execute(FIND_CLOCK, (learner, device, epoch)).fetchall():
        database.execute("INSERT INTO clock VALUES (?, ?, ?, ?)", (learner, device, epoch, wall))
    return revision + 1, count + 1
