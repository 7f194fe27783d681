from __future__ import annotations

import datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from sync_server.accounts import invitations, queries, tokens
from sync_server.accounts.forgetting import TOKEN_DAYS, UNPROVEN_DAYS, forget_what_is_over
from sync_server.accounts.lifetimes import DAY
from sync_server.accounts.models import Device, DeviceToken, Invitation, Role, User
from sync_server.audit.models import Entry
from sync_server.common import clock
from tests.factories.server import a_device, an_account
from tests.server.conftest import Clock

pytestmark = pytest.mark.django_db


def _begun(days: float, **fields: Any) -> User:
    """An account that waits for its code since so many days."""
    begun = clock.now_datetime() - datetime.timedelta(days=days)
    account: User = an_account(joined_at=begun, **fields)
    EmailAddress.objects.filter(user=account).update(verified=False)
    return account


def test_asvs_14_2_4_an_invitation_nobody_accepted_goes_with_its_address(time: Clock) -> None:
    invitations.invite("ada@example.org", [Role.SUPPORT], "account 1")
    time.forward(invitations.HOURS * 3600 - 1)
    forget_what_is_over()
    assert Invitation.objects.exists()
    time.forward(1)
    forget_what_is_over()
    assert not Invitation.objects.exists()


def test_asvs_14_2_4_tokens_are_no_diary(time: Clock) -> None:
    device = a_device()
    time.forward(TOKEN_DAYS * DAY - 1)
    forget_what_is_over()
    assert DeviceToken.objects.count() == 2
    row = Device.objects.get(device=device.device)
    tokens.issue(row, device.learner, clock.now())
    time.forward(1)
    forget_what_is_over()
    assert [token.created for token in DeviceToken.objects.all()] == [clock.now() - 1] * 2


def test_asvs_14_2_4_an_account_whose_address_nobody_proved_goes_after_a_week() -> None:
    gone, waits = _begun(UNPROVEN_DAYS + 0.1), _begun(UNPROVEN_DAYS - 0.1)
    number = gone.pk
    forget_what_is_over()
    assert list(queries.accounts()) == [waits]
    assert Entry.objects.filter(act="account.removed", object=f"account {number}").count() == 1


def test_accounts_that_somebody_uses_stay_however_old() -> None:
    old = clock.now_datetime() - datetime.timedelta(days=4000)
    kept = [an_account(joined_at=old), _begun(4000, last_login=old), _begun(4000, is_staff=True)]
    kept.append(_begun(4000, learner_id=a_device().learner[::-1]))
    forget_what_is_over()
    assert {account.pk for account in kept} <= {account.pk for account in queries.accounts()}
