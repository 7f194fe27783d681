from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import ProtectedError

from sync_server.policies import domain, text
from sync_server.policies.models import Acknowledgement, PolicyVersion
from tests.factories.server import an_account

pytestmark = pytest.mark.django_db


def test_0002_first_version_puts_the_text_in_that_ships() -> None:
    assert ("policies", "0002_first_version") in MigrationExecutor(connection).loader.applied_migrations
    first = PolicyVersion.objects.get()
    assert (first.version, (first.title, first.text)) == (1, text.shipped(1))


def test_a_version_that_somebody_read_is_not_deleted_and_a_reading_goes_with_its_account() -> None:
    account = an_account()
    domain.acknowledge(account.pk, 1)
    with pytest.raises(ProtectedError):
        PolicyVersion.objects.get().delete()
    account.delete()
    assert not Acknowledgement.objects.exists()


def test_rows_are_named_by_numbers() -> None:
    account = an_account()
    domain.acknowledge(account.pk, 1)
    assert (str(PolicyVersion.objects.get()), str(Acknowledgement.objects.get())) == (
        "version 1",
        f"version 1 by account {account.pk}",
    )
