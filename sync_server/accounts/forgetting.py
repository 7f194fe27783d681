"""What is kept of people only for a while, and goes when nobody needs it any more; swept every hour."""

from __future__ import annotations

import datetime

from django.db import transaction

from sync_server.accounts.lifetimes import DAY
from sync_server.accounts.models import DeviceToken, Invitation, SignInDelay, User
from sync_server.audit import domain as audit
from sync_server.common import clock

UNPROVEN_DAYS = 7
"""How long an account waits for the code that proves its address. Anybody can begin one with somebody else's."""
TOKEN_DAYS = 400
"""How long it is told after its last use why a token ended. What stays longer would be a diary."""


def forget_what_is_over() -> None:
    """Take out failures, invitations and tokens that are over, and accounts whose address nobody ever proved."""
    now = clock.now()
    SignInDelay.objects.filter(last_failed__lt=now - DAY, waits_until__lt=now).delete()
    Invitation.objects.filter(expires__lte=now).delete()
    DeviceToken.objects.filter(expires__lte=now, last_used__lte=now - TOKEN_DAYS * DAY).delete()
    _forget_unproven()


def _forget_unproven() -> None:
    begun_before = clock.now_datetime() - datetime.timedelta(days=UNPROVEN_DAYS)
    never_used = User.objects.filter(last_login=None, learner_id=None, is_staff=False, joined_at__lt=begun_before)
    for account in never_used.exclude(emailaddress__verified=True):
        with transaction.atomic():
            audit.record("server", "account.removed", f"account {account.pk}", "its address was never confirmed")
            account.delete()
