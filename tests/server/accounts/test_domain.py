from __future__ import annotations

import pytest

from cor_protocol.ids import new_device_id, new_learner_id
from sync_server.accounts import domain, queries
from sync_server.accounts.domain import Machine
from sync_server.accounts.models import User
from sync_server.audit import queries as audit
from sync_server.common.refusals import Refused
from tests.factories.server import PASSWORD, an_account

pytestmark = pytest.mark.django_db


def test_an_administrator_made_on_the_command_line_may_do_everything() -> None:
    account = domain.create_account("  Admin@Example.org ", PASSWORD, staff=True)
    assert (account.email, account.is_staff, account.is_superuser) == ("admin@example.org", True, True)
    assert account.check_password(PASSWORD)
    assert [entry.act for entry in audit.entries_about(f"account {account.pk}")] == ["role.granted", "account.created"]


def test_a_second_account_with_the_same_address_is_refused() -> None:
    an_account(email="admin@example.org")
    with pytest.raises(Refused, match="cannot_register"):
        domain.create_account("admin@example.org", PASSWORD, staff=True)


@pytest.mark.parametrize(("email", "password"), [("admin", PASSWORD), ("admin@example.org", "short")])
def test_the_command_line_keeps_to_the_same_rules(email: str, password: str) -> None:
    with pytest.raises(Refused):
        domain.create_account(email, password, staff=False)
    assert not User.objects.exists()


def test_only_active_staff_counts_as_an_administrator() -> None:
    an_account(is_staff=True, is_active=False)
    assert not queries.staff_exists()
    an_account(is_staff=True)
    assert queries.staff_exists()


def test_asvs_2_3_3_two_devices_that_come_at_the_same_moment_bind_one_record() -> None:
    account = an_account()
    as_each_saw_it = [User.objects.get(pk=account.pk) for _ in range(2)]
    machines = [Machine(new_device_id(), new_learner_id(), "linux", "0.1.0") for _ in as_each_saw_it]
    first, second = map(domain.signed_in_on, as_each_saw_it, machines)
    assert first.learner == second.learner == User.objects.get(pk=account.pk).learner_id
