from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from sync_server.audit import domain, triggers
from sync_server.audit.models import Entry

pytestmark = pytest.mark.django_db

CHANGES = ["UPDATE audit_entry SET reason = ''", "DELETE FROM audit_entry"]


def _run(sql: str) -> None:
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(sql)


@pytest.mark.parametrize("sql", CHANGES)
def test_the_database_refuses_to_change_an_entry(sql: str) -> None:
    domain.record("account 1", "record.opened", "learner 2", "ticket 4")
    with pytest.raises(DatabaseError, match=triggers.REFUSAL):
        _run(sql)
    assert Entry.objects.get().reason == "ticket 4"


def test_the_database_refuses_to_empty_the_audit() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE")
    with pytest.raises(DatabaseError, match=triggers.REFUSAL):
        _run("TRUNCATE audit_entry")


def test_what_goes_around_the_model_is_refused_too() -> None:
    domain.record("account 1", "record.opened", "learner 2")
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        Entry.objects.all()._raw_delete("default")


def test_removed_triggers_can_be_installed_again() -> None:
    domain.record("account 1", "record.opened", "learner 2")
    triggers.remove(connection)
    _run(CHANGES[0])
    triggers.install(connection)
    with pytest.raises(DatabaseError, match=triggers.REFUSAL):
        _run(CHANGES[1])


def test_the_migration_that_makes_them_was_applied() -> None:
    assert ("audit", "0002_never_changed") in MigrationExecutor(connection).loader.applied_migrations
