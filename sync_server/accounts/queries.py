"""Reading accounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from allauth.socialaccount.models import SocialAccount
from django.db.models import F, Max, QuerySet

from sync_server.accounts.models import Device, DeviceToken, Scope, User, normal_email


class SeenDevice(NamedTuple):
    """A device, when it was last heard of, and whether it has a full token that is good."""

    device: Device
    last_seen: datetime
    signed_in: bool


def accounts() -> QuerySet[User]:
    """All accounts, by name."""
    return User.objects.all()


def learners() -> QuerySet[User]:
    """The accounts that are bound to a learning record."""
    return User.objects.filter(learner_id__isnull=False)


def staff_exists() -> bool:
    """Tell whether anybody can sign in to the web pages."""
    return User.objects.filter(is_staff=True, is_active=True).exists()


def account_of(learner: str) -> User | None:
    """The account that a learning record belongs to, if any."""
    return User.objects.filter(learner_id=learner).first()


def may_carry_for(learner: str, device: str, key: str) -> bool:
    """Tell whether sync files about a learner may come from this device, signed with the key `key` (hexadecimal)."""
    known = Device.objects.filter(account__learner_id=learner, account__is_active=True, device=device, file_key=key)
    return bool(key) and known.exists()


def account_with(email: str) -> User | None:
    """The account of an address, however it is written, if any."""
    return User.objects.filter(email=normal_email(email)).first()


def devices_of(account: User) -> QuerySet[Device]:
    """The devices an account has signed in on, newest first."""
    return Device.objects.filter(account=account)


def last_contacts() -> QuerySet[Device]:
    """Devices with `last_contact` (UTC seconds, null where all tokens are gone), latest first."""
    return Device.objects.annotate(last_contact=Max("tokens__last_used")).order_by(
        F("last_contact").desc(nulls_last=True)
    )


def account_by_id(account: int) -> User:
    """The account of a token."""
    return User.objects.get(pk=account)


def signs_in_elsewhere(account: User) -> bool:
    """Tell whether the account can sign in at an organization's identity provider."""
    return SocialAccount.objects.filter(user=account).exists()


def devices_with_contact(account: int, now: int) -> list[SeenDevice]:
    """The devices of an account at server time `now` (UTC seconds), the one last seen first."""
    rows = Device.objects.filter(account_id=account).prefetch_related("tokens")
    return sorted((_seen(row, row.tokens.all(), now) for row in rows), key=lambda seen: seen.last_seen, reverse=True)


def _seen(device: Device, tokens: Iterable[DeviceToken], now: int) -> SeenDevice:
    heard = [datetime.fromtimestamp(token.last_used, UTC) for token in tokens]
    good = any(_is_good(token, now) for token in tokens)
    return SeenDevice(device, max([device.first_seen, *heard]), good)


def _is_good(token: DeviceToken, now: int) -> bool:
    alive = token.ended_at is None and now < token.expires and now - token.last_used < token.idle
    return alive and token.scope == Scope.FULL
