"""`cor-server user role` and `cor-server audit`, as an administrator types them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync_server.config.databases import SQLITE_FILE
from tests.factories.server_process import PASSWORD, cor_server


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A server's folder with two accounts, the first of them an administrator."""
    folder = tmp_path_factory.mktemp("data")
    assert cor_server("migrate", "--data", str(folder)).returncode == 0
    for words in (["first@example.org", "--staff"], ["second@example.org"]):
        _run(folder, "user", "create", "--email", *words)
    yield folder


def _run(data: Path, *words: str) -> tuple[int, str]:
    done = cor_server(*words, "--data", str(data), COR_PASSWORD=PASSWORD, COR_DATABASE_URL="")
    return done.returncode, (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()[-1]


def _role(data: Path, word: str, email: str, role: str) -> tuple[int, str]:
    return _run(data, "user", "role", word, "--email", email, "--role", role)


def test_roles_are_given_listed_and_taken_back_and_one_administrator_remains(data: Path) -> None:
    assert _role(data, "grant", "Second@Example.org", "administrator")[0] == 0
    assert _role(data, "grant", "second@example.org", "support") == (
        0,
        "second@example.org now has the role support. Who was signed in to it signs in again.",
    )
    assert _run(data, "user", "role", "list")[1].split("\t")[1:] == ["second@example.org", "support"]
    assert _role(data, "withdraw", "first@example.org", "administrator")[0] == 0
    code, said = _role(data, "withdraw", "second@example.org", "administrator")
    assert (code, said.startswith("This is the last administrator. Nothing was changed.")) == (1, True)


def test_an_address_without_an_account_is_told(data: Path) -> None:
    code, said = _role(data, "grant", "nobody@example.org", "support")
    assert (code, said) == (
        1,
        "There is no account with the address nobody@example.org. `cor-server user list` shows them.",
    )


def test_the_audit_is_verified_also_beside_a_head_kept_elsewhere(data: Path) -> None:
    head = _run(data, "audit", "head")[1]
    code, said = _run(data, "audit", "verify", "--head", head)
    assert (code, said.endswith(f" entries, chain whole, newest hash {head}")) == (0, True)
    _cut(data / SQLITE_FILE)
    assert _run(data, "audit", "verify")[0] == 0
    code, said = _run(data, "audit", "verify", "--head", head)
    assert (code, said.startswith("That hash is not in the chain")) == (1, True)


def _cut(database: Path) -> None:
    """Take the newest entry out, as somebody does who owns the disk."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP TRIGGER audit_entry_never_deleted")
        connection.execute("DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)")
