"""The floor of P9: what a sync asks of SQLite, without Django and without our protocol.

A WSGI application for granian. Each POST is one IMMEDIATE transaction with the statements of one sync of one new
fact: find the token, find the learner's state, add the fact where smaller, raise the learner's state, keep the device's
clock, read what is newer. WAL and synchronous FULL, as the server has it. The database is named by COR_BENCH_DATABASE.
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
CREATE TABLE state (learner TEXT PRIMARY KEY, revision INTEGER, count INTEGER, total BLOB) WITHOUT ROWID;
CREATE TABLE fact (
    learner TEXT, kind TEXT, item TEXT, device TEXT, epoch INTEGER, wall INTEGER, revision INTEGER,
    PRIMARY KEY (learner, kind, item, device)
) WITHOUT ROWID;
CREATE INDEX fact_newer ON fact (learner, revision);
CREATE TABLE clock (
    device TEXT, epoch INTEGER, wall INTEGER, received INTEGER, PRIMARY KEY (device, epoch)
) WITHOUT ROWID;
"""
ADD_FACT = """
INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET epoch = excluded.epoch, wall = excluded.wall, revision = excluded.revision
WHERE (excluded.epoch, excluded.wall) < (epoch, wall)
"""
NEWER = "SELECT kind, item, device, epoch, wall FROM fact WHERE learner = ? AND revision > ? AND revision < ?"

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
    database.execute("BEGIN IMMEDIATE")
    try:
        learner, device = database.execute("SELECT learner, device FROM token WHERE hash = ?", (token,)).fetchone()
        revision, count = _state(database, learner)
        known, revision = message["revision"], revision + 1
        _, kind, epoch, item, wall = message["facts"][0]
        database.execute(ADD_FACT, (learner, kind, item, device, epoch, wall, revision))
        database.execute("INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?)", (learner, revision, count + 1, token[:16]))
        database.execute("INSERT OR REPLACE INTO clock VALUES (?, ?, ?, ?)", (device, epoch, wall, wall))
        newer = database.execute(NEWER, (learner, known, revision)).fetchall()
        database.execute("COMMIT")
    except BaseException:
        database.execute("ROLLBACK")
        raise
    return {"v": 1, "revision": revision, "facts": newer, "count": count + 1}


def _state(database: sqlite3.Connection, learner: str) -> tuple[int, int]:
    row = database.execute("SELECT revision, count FROM state WHERE learner = ?", (learner,)).fetchone()
    return (row[0], row[1]) if row else (0, 0)
