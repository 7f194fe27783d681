from __future__ import annotations

import pytest

from sync_server.policies import domain, queries
from sync_server.policies.models import PolicyVersion
from tests.factories.server import an_account

pytestmark = pytest.mark.django_db


def test_the_newest_version_counts() -> None:
    assert queries.newest_version() == 1
    second = PolicyVersion.objects.create(version=2, title="Second", text="New.\n")
    assert (queries.newest(), queries.newest_version()) == (second, 2)


def test_what_an_account_has_read_is_told_newest_first() -> None:
    PolicyVersion.objects.create(version=2, title="Second", text="New.\n")
    account, other = an_account(), an_account()
    for version in (1, 2):
        domain.acknowledge(account.pk, version)
    assert (queries.acknowledged_by(account.pk), queries.acknowledged_by(other.pk)) == ([2, 1], [])
