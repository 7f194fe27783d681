from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.factories.server_process import cor_server


@pytest.fixture
def database(tmp_path: Path) -> Path:
    assert cor_server("migrate", "--data", str(tmp_path)).returncode == 0
    return tmp_path / "cor.sqlite3"


def _open(database: Path) -> tuple[int, str]:
    ended = cor_server("migrate", "--data", str(database.parent))
    return ended.returncode, ended.stderr


def test_a_database_newer_than_the_program_is_refused_and_left_as_it_is(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('progress', '0999_later', '2030-01-01')"
        )
    connection.close()
    before = database.read_bytes()
    code, said = _open(database)
    assert (code, said.startswith("The database was made by a newer version of this program.")) == (1, True)
    assert database.read_bytes() == before


@pytest.mark.parametrize("damage", [b"this is no database", b"SQLite format 3\0 and then nothing of the kind" * 200])
def test_a_damaged_database_is_refused_and_left_as_it_is(database: Path, damage: bytes) -> None:
    database.write_bytes(damage)
    code, said = _open(database)
    assert (code, "is damaged. Nothing was changed." in said) == (1, True)
    assert database.read_bytes() == damage


def test_a_page_damaged_in_the_middle_is_found(database: Path) -> None:
    raw = bytearray(database.read_bytes())
    raw[8192:12288] = b"\xff" * 4096
    database.write_bytes(raw)
    assert _open(database)[0] == 1


def test_something_else_in_the_place_of_the_database_is_told(database: Path) -> None:
    database.unlink()
    database.mkdir()
    code, said = _open(database)
    assert (code, "cannot be written" in said) == (1, True)


def test_a_database_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    ended = cor_server("migrate", "--data", str(tmp_path), COR_DATABASE_URL="postgresql://localhost:1/cor")
    assert (ended.returncode, ended.stderr.startswith("The database cannot be reached.")) == (1, True)


def test_b8_a_log_of_deletions_that_cannot_be_read_is_told(database: Path) -> None:
    (database.parent / "tombstones.log").mkdir()
    code, said = _open(database)
    assert (code, "The log of deletions" in said) == (1, True)
