from __future__ import annotations

import pytest
from django.test import Client

from sync_server.accounts import domain
from sync_server.audit import queries as audit
from tests.factories.server import PASSWORD


@pytest.mark.django_db
def test_staff_who_sign_in_are_written_to_the_audit(client: Client) -> None:
    account = domain.create_account("admin@example.org", PASSWORD, staff=True)
    assert client.login(username="admin@example.org", password=PASSWORD)
    newest = audit.entries_about(f"account {account.pk}")[0]
    assert (newest.act, newest.actor) == ("staff.signed_in", f"account {account.pk}")
