"""With a real PostgreSQL, where one is installed: the same backups, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from sync_server.config.backups import archive
from tests.factories.facts import a_fact
from tests.factories.server_process import cor_server, serving
from tools.postgresql import NoPostgresql, cluster

FACTS = [a_fact(f"a-module:n{number}") for number in range(30)]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    try:
        with cluster() as address:
            yield address
    except NoPostgresql as reason:
        pytest.skip(str(reason))


@pytest.fixture(autouse=True)
def empty(url: str) -> None:
    with psycopg.connect(url) as database:
        for (schema,) in database.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'cor_aside%'"
        ).fetchall():
            database.execute(f'DROP SCHEMA "{schema}" CASCADE')
        database.execute("DROP SCHEMA public CASCADE")
        database.execute("CREATE SCHEMA public")


def asked(url: str, question: str) -> list[Any]:
    with psycopg.connect(url) as database:
        return [row[0] for row in database.execute(question).fetchall()]


def test_m12_a_backup_of_postgresql_taken_while_it_serves_makes_an_sqlite_server_and_the_other_way_round(
    url: str, tmp_path: Path
) -> None:
    first, second, third = (str(tmp_path / name) for name in ("first", "second", "third"))
    with serving(Path(first), COR_DATABASE_URL=url) as server:
        ana = server.client()
        ana.register()
        ana.sync(FACTS[:20])
        said = cor_server("backup", "--data", first, "--to", f"{tmp_path}/pg.zip", COR_DATABASE_URL=url)
        assert (said.returncode, said.stderr) == (0, "")
        in_use = cor_server("restore", "--data", second, f"{tmp_path}/pg.zip", COR_DATABASE_URL=url)
        assert (in_use.returncode, "are connected to the database" in in_use.stderr) == (1, True)
        server.end()
    assert archive.verify(tmp_path / "pg.zip").database == "postgresql"
    assert cor_server("restore", "--data", second, f"{tmp_path}/pg.zip").returncode == 0
    with serving(Path(second)) as server:  # on SQLite, with the tokens and the keys of before
        ana.url = server.url
        before = ana.sync(FACTS[20:])
        assert before.digest.count == 30
        cor_server("backup", "--data", second, "--to", f"{tmp_path}/sqlite.zip")
        server.end()
    said = cor_server("restore", "--data", third, f"{tmp_path}/sqlite.zip", COR_DATABASE_URL=url)
    assert (said.returncode, "the database's schema cor_aside_" in said.stdout) == (0, True)
    with serving(Path(third), COR_DATABASE_URL=url) as server:
        ana.url = server.url
        assert ana.sync().digest == before.digest
        assert cor_server("audit", "verify", "--data", third, COR_DATABASE_URL=url).returncode == 0
        server.end()


def test_the_restored_tables_have_what_the_database_itself_watches_over(url: str, tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    assert cor_server("migrate", "--data", data, COR_DATABASE_URL=url).returncode == 0
    cor_server(
        "organization", "create", "--data", data, "--name", "Lakeside", "--slug", "lakeside", COR_DATABASE_URL=url
    )
    cor_server("backup", "--data", data, "--to", f"{tmp_path}/pg.zip", COR_DATABASE_URL=url)
    assert cor_server("restore", "--data", data, f"{tmp_path}/pg.zip", COR_DATABASE_URL=url).returncode == 0
    with pytest.raises(psycopg.errors.RaiseException, match="never changed"):
        asked(url, "UPDATE audit_entry SET act = 'x' RETURNING act")
    # A number that is given to a new row is not one that is taken.
    made = cor_server("organization", "create", "--data", data, "--name", "R", "--slug", "r", COR_DATABASE_URL=url)
    assert (made.returncode, asked(url, "SELECT slug FROM organizations_organization ORDER BY id")) == (
        0,
        ["lakeside", "r"],
    )


def test_b3_a_restore_that_postgresql_did_not_keep_is_given_up(url: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert cor_server("migrate", "--data", str(data), COR_DATABASE_URL=url).returncode == 0
    key = (data / "secret.key").read_bytes()
    (data / "restoring").mkdir()
    (data / "restoring" / "secret.key").write_bytes(b"of a restore that was killed before the commit")
    (data / "restoring.json").write_text(
        '{"aside": "aside-1", "leaves": ["secret.key"], "comes": ["secret.key"], "schema": "cor_aside_1"}'
    )
    said = cor_server("migrate", "--data", str(data), COR_DATABASE_URL=url)
    assert (said.returncode, "The server is as it was; restore again." in said.stdout) == (0, True)
    assert ((data / "secret.key").read_bytes(), (data / "restoring.json").exists()) == (key, False)
