"""Reading accounts."""

from __future__ import annotations

from django.db.models import QuerySet

from sync_server.accounts.models import Device, User


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


def devices_of(account: User) -> QuerySet[Device]:
    """The devices an account has signed in on, newest first."""
    return Device.objects.filter(account=account)


def last_contacts() -> QuerySet[Device]:
    """Devices with `last_contact` (UTC seconds, null where all tokens are gone), latest first."""
    from django.db.models import F, Max

    return Device.objects.annotate(last_contact=Max("tokens__last_used")).order_by(
        F("last_contact").desc(nulls_last=True)
    )
