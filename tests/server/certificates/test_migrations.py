from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from sync_server.certificates.models import Credential
from tests.factories.certificates import a_credential

pytestmark = pytest.mark.django_db


def test_the_migrations_make_what_the_models_say() -> None:
    said = io.StringIO()
    call_command("makemigrations", "certificates", check=True, dry_run=True, stdout=said)
    assert "No changes" in said.getvalue()


def test_0001_initial_makes_a_table_with_one_row_per_learner_and_module() -> None:
    assert ("certificates", "0001_initial") in MigrationExecutor(connection).loader.applied_migrations
    credential = a_credential()
    credential.pk, credential.number = None, "COR-0000-0000-0000"
    with pytest.raises(IntegrityError), transaction.atomic():
        credential.save(force_insert=True)
    assert Credential.objects.count() == 1
