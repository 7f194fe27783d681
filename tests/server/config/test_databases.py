from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from sync_server.config.databases import database
from tests.factories.server import only_on_sqlite


def test_without_a_url_it_is_sqlite_in_the_folder() -> None:
    options = database("", Path("/srv/cor"))
    assert (options["NAME"], options["OPTIONS"]["transaction_mode"]) == (Path("/srv/cor/cor.sqlite3"), "IMMEDIATE")


def test_a_url_names_a_postgresql_database() -> None:
    options = database("postgresql://cor:p%40ss@db.example.org:6000/cor", Path())
    wanted = {"NAME": "cor", "USER": "cor", "PASSWORD": "p@ss", "HOST": "db.example.org", "PORT": "6000"}
    assert {name: options[name] for name in wanted} == wanted


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="must begin with postgresql://"):
        database("mysql://localhost/cor", Path())


@pytest.mark.django_db
@pytest.mark.parametrize(("pragma", "value"), [("synchronous", 2), ("foreign_keys", 1)])
def test_a_commit_is_on_the_disk_before_it_is_acknowledged(pragma: str, value: int) -> None:
    only_on_sqlite()
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)


def test_what_stands_behind_the_question_mark_is_passed_on() -> None:
    options = database("postgresql://db.example.org/cor?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem", Path())
    assert options["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}


def test_a_port_that_is_none_is_told_by_the_name_of_the_setting() -> None:
    with pytest.raises(ValueError, match="The port in COR_DATABASE_URL"):
        database("postgresql://db.example.org:many/cor", Path())
