from __future__ import annotations

import sqlite3

import pytest
from django.db import DatabaseError

from cor_protocol.problems import Problem
from sync_server.common.storage import refusal_for


def _sqlite(code: int) -> DatabaseError:
    error = DatabaseError()
    cause = sqlite3.OperationalError()
    cause.sqlite_errorcode = code
    error.__cause__ = cause
    return error


def _postgresql(state: str) -> DatabaseError:
    error = DatabaseError()
    error.__cause__ = type("Cause", (Exception,), {"sqlstate": state})()
    return error


IOERR_FSYNC = sqlite3.SQLITE_IOERR | (4 << 8)


@pytest.mark.parametrize("error", [_sqlite(sqlite3.SQLITE_FULL), _sqlite(IOERR_FSYNC), _postgresql("53100")])
def test_what_cannot_be_stored_is_said_so(error: DatabaseError) -> None:
    refused = refusal_for(error)
    assert refused is not None
    assert refused.problem is Problem.STORAGE_FULL


@pytest.mark.parametrize("error", [_sqlite(sqlite3.SQLITE_BUSY), _postgresql("40P01")])
def test_a_busy_database_asks_to_come_again(error: DatabaseError) -> None:
    refused = refusal_for(error)
    assert refused is not None
    assert refused.problem is Problem.SLOW_DOWN


@pytest.mark.parametrize("error", [_sqlite(sqlite3.SQLITE_ERROR), _postgresql("42601"), DatabaseError()])
def test_our_own_mistakes_are_no_refusals(error: DatabaseError) -> None:
    assert refusal_for(error) is None
