"""A database of the version before: what its accounts become."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sync_server.config import state
from tests.factories.server_process import PATIENCE, environment

_UPGRADE = """
import json
import django

django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

before = MigrationExecutor(connection)
before.migrate([("accounts", "0001_initial"), ("audit", "0001_initial"), ("progress", "0001_initial")])
old = before.loader.project_state([("accounts", "0001_initial")]).apps.get_model("accounts", "User")
old.objects.create(email="admin@example.org", is_staff=True, is_superuser=True)
old.objects.create(email="ada@example.org")

from sync_server.config import opening

opening.open_database()
from allauth.account.models import EmailAddress
from sync_server.accounts.models import StaffRole

print(json.dumps({
    "roles": list(StaffRole.objects.values_list("account__email", "role")),
    "addresses": list(
        EmailAddress.objects.order_by("email").values_list("user__email", "email", "verified", "primary")
    ),
}))
"""


def test_staff_become_administrators_with_a_verified_address_and_learners_verify_theirs(tmp_path: Path) -> None:
    state.prepare(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", _UPGRADE],
        env=environment(COR_DATA=str(tmp_path), DJANGO_SETTINGS_MODULE="sync_server.config.settings"),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {
        "roles": [["admin@example.org", "administrator"]],
        "addresses": [
            ["ada@example.org", "ada@example.org", False, True],
            ["admin@example.org", "admin@example.org", True, True],
        ],
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["0002_roles_devices_invitations", "0004_addresses"])
def test_a_new_database_has_every_step(name: str) -> None:
    assert ("accounts", name) in MigrationExecutor(connection).loader.applied_migrations
