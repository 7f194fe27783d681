from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sync_server.config.backups import snapshot
from sync_server.config.state import StateFault


@pytest.fixture
def database(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "cor.sqlite3", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE django_migrations (app, name)")
        connection.execute("INSERT INTO django_migrations VALUES ('b', '0001'), ('a', '0002'), ('a', '0001')")
        connection.execute("CREATE TABLE cor_cache (cache_key)")
        connection.execute("INSERT INTO cor_cache VALUES ('limit of 203.0.113.7')")
    return tmp_path / "cor.sqlite3"


def test_m12_a_copy_is_made_while_somebody_writes_and_holds_what_was_committed(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO django_migrations VALUES ('c', '0001')")
        snapshot.of_sqlite(database, tmp_path / "copy")
        writer.execute("COMMIT")
    assert snapshot.migrations(tmp_path / "copy") == {"a": ["0001", "0002"], "b": ["0001"]}
    assert snapshot.rows(tmp_path / "copy") == {"cor_cache": 0, "django_migrations": 3}


def test_m4_no_network_address_goes_into_a_copy(database: Path, tmp_path: Path) -> None:
    assert b"203.0.113.7" in database.read_bytes()
    snapshot.of_sqlite(database, tmp_path / "copy")
    assert b"203.0.113.7" not in (tmp_path / "copy").read_bytes()


@pytest.mark.parametrize("damage", [None, b"this is no database"])
def test_a_database_that_is_away_or_damaged_is_told(database: Path, tmp_path: Path, damage: bytes | None) -> None:
    database.unlink()
    if damage:
        database.write_bytes(damage)
    with pytest.raises(StateFault, match="No backup was made"):
        snapshot.of_sqlite(database, tmp_path / "copy")
    assert database.exists() == bool(damage)
