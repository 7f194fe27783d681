from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import AlterField

pytestmark = pytest.mark.django_db

FIRST = [
    ("audit", "0001_initial"),
    ("accounts", "0001_initial"),
    ("catalog", "0001_initial"),
    ("progress", "0001_initial"),
    ("organizations", "0001_initial"),
    ("policies", "0001_initial"),
    ("sync_files", "0001_initial"),
]
NAMES = [
    ("audit", "0003_names"),
    ("catalog", "0002_names"),
    ("certificates", "0002_names"),
    ("organizations", "0002_names"),
    ("policies", "0003_names"),
]
"""Only what fields are called where people read it."""
TABLES = {
    "audit": {"audit_entry"},
    "accounts": {"accounts_user", "accounts_device", "accounts_devicetoken"},
    "catalog": {"catalog_moduleversion"},
    "organizations": {"organizations_organization", "organizations_group", "organizations_membership"},
    "policies": {"policies_policyversion", "policies_acknowledgement"},
    "sync_files": {"sync_files_carriedrecord"},
    "progress": {"progress_record", "progress_fact", "progress_epoch", "progress_establishedcompletion"},
}


def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(("app", "name"), FIRST)
def test_the_first_migration_of_an_app_makes_its_tables(app: str, name: str) -> None:
    executor = MigrationExecutor(connection)
    assert (app, name) in executor.loader.applied_migrations
    assert TABLES[app] <= set(connection.introspection.table_names())


@pytest.mark.parametrize(("app", "name"), NAMES)
def test_giving_fields_their_names_changes_nothing_in_the_database(app: str, name: str) -> None:
    loader = MigrationExecutor(connection).loader
    before, after = (loader.project_state((app, name), at_end=end).apps for end in (False, True))
    editor: Any = connection.schema_editor(collect_sql=True)
    altered = [each for each in loader.get_migration(app, name).operations if isinstance(each, AlterField)]
    pairs = [
        [apps.get_model(app, each.model_name)._meta.get_field(each.name) for apps in (before, after)]
        for each in altered
    ]
    assert altered and not any(editor._field_should_be_altered(*pair) for pair in pairs)


def test_accounts_of_before_keep_no_language() -> None:
    executor = MigrationExecutor(connection)
    assert ("accounts", "0005_language") in executor.loader.applied_migrations
    field = executor.loader.project_state(("accounts", "0005_language")).apps.get_model("accounts", "User")
    assert field(email="ada@example.org").language == ""


def test_devices_of_before_are_not_known_by_a_key() -> None:
    executor = MigrationExecutor(connection)
    assert ("accounts", "0006_file_key") in executor.loader.applied_migrations
    device = executor.loader.project_state(("accounts", "0006_file_key")).apps.get_model("accounts", "Device")
    assert device(device="d").file_key == ""
