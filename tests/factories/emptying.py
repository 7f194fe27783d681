"""Emptying the database between tests that commit: the one act that passes the triggers of the audit.

What the migrations put in is put in again afterwards: the first version of the policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from sync_server.audit import triggers


@pytest.fixture(autouse=True, scope="session")
def emptying_passes_the_audit() -> Iterator[None]:
    """Take the triggers away while Django empties the tables."""
    emptied: Any = TransactionTestCase
    original = emptied._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        triggers.remove(connection)
        original(self)
        triggers.remove(connection)  # two folders of tests in one run bring this fixture twice
        triggers.install(connection)
        publish_first_policy()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(emptied, "_fixture_teardown", teardown)
        yield


def publish_first_policy() -> None:
    """As the migration does."""
    from sync_server.policies.models import PolicyVersion
    from sync_server.policies.text import shipped

    title, text = shipped(1)
    PolicyVersion.objects.get_or_create(version=1, defaults={"title": title, "text": text})
