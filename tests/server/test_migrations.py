from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db

FIRST = [
    ("audit", "0001_initial"),
    ("accounts", "0001_initial"),
    ("catalog", "0001_initial"),
    ("progress", "0001_initial"),
    ("organizations", "0001_initial"),
    ("policies", "0001_initial"),
]
TABLES = {
    "audit": {"audit_entry"},
    "accounts": {"accounts_user", "accounts_device", "accounts_devicetoken"},
    "catalog": {"catalog_moduleversion"},
    "organizations": {"organizations_organization", "organizations_group", "organizations_membership"},
    "policies": {"policies_policyversion", "policies_acknowledgement"},
    "progress": {"progress_record", "progress_fact", "progress_epoch", "progress_establishedcompletion"},
}


def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(("app", "name"), FIRST)
def test_the_first_migration_of_an_app_makes_its_tables(app: str, name: str) -> None:
    executor = MigrationExecutor(connection)
    assert (app, name) in executor.loader.applied_migrations
    assert TABLES[app] <= set(connection.introspection.table_names())
