from __future__ import annotations

import pytest

from sync_server.policies import domain, queries
from sync_server.policies.models import PolicyVersion
from tests.factories.server import an_account

pytestmark = pytest.mark.django_db


def test_only_the_newest_version_is_current() -> None:
    PolicyVersion.objects.create(version=2, title="Second", text="New.\n")
    assert [domain.is_current(version) for version in (0, 1, 2, 3, 10**40)] == [False, False, True, False, False]


def test_an_acknowledgement_is_kept_once_with_its_first_time() -> None:
    account = an_account()
    domain.acknowledge(account.pk, 1)
    first = account.acknowledgements.get().at
    domain.acknowledge(account.pk, 1)
    assert account.acknowledgements.get().at == first
    assert queries.acknowledged_by(account.pk) == [1]
