"""Opening the learner's database, and what a disk can do to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_desktop.errors import DamagedStore, NewerStore, NotSaved
from cor_desktop.store.database import SHAPE, Database, open_database
from cor_desktop.store.migrations import migrations


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "learning.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = open_database(path)
    yield opened
    opened.close()


def setting(database: Database, pragma: str) -> object:
    with database.reading() as connection:
        return connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def test_a_new_database_has_the_newest_shape_and_belongs_to_its_owner_alone(database: Database, path: Path) -> None:
    assert setting(database, "user_version") == SHAPE == len(migrations._migrations)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("temp_store", 2),
        ("busy_timeout", 10000),
    ],
)
def test_every_connection_is_durable_and_forgets_what_is_deleted(
    database: Database, pragma: str, value: object
) -> None:
    assert setting(database, pragma) == value


def test_what_a_transaction_that_fails_began_is_undone(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction() as connection:
        connection.execute("INSERT INTO device (id) VALUES ('x')")
        raise ZeroDivisionError
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM device").fetchone() == (0,)


def test_a_full_disk_is_told_and_nothing_half_written_stays(database: Database) -> None:
    with database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(NotSaved), database.transaction() as connection:
        connection.execute("INSERT INTO device (id) VALUES ('small')")
        connection.execute("INSERT INTO device (id) VALUES (?)", ("large" * 10_000,))
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM device").fetchone() == (0,)


def test_a_database_of_a_newer_program_is_refused_untouched(path: Path) -> None:
    open_database(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute(f"PRAGMA user_version = {SHAPE + 1}")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(NewerStore):
        open_database(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_told_as_damage(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, " * 1000)
    with pytest.raises(DamagedStore):
        open_database(path)


def test_a_folder_that_cannot_be_made_is_told_as_not_saved(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotSaved):
        open_database(tmp_path / "file" / "learning.db")


def test_a_mistake_of_our_own_is_raised_as_it_is(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError), database.transaction() as connection:
        connection.execute("SELECT nonsense")
