"""How long a device's tokens live, by who signs in and on what machine (ASVS 7.1.1, 7.3.1, 7.3.2)."""

from __future__ import annotations

from typing import NamedTuple

from sync_server.accounts import registry
from sync_server.accounts.models import Device, Role, User

MINUTE = 60
HOUR = 3600
DAY = 24 * HOUR


class Life(NamedTuple):
    """Seconds a token may rest, and seconds it may live at all."""

    idle: int
    absolute: int


OWN_MACHINE = Life(30 * DAY, 30 * DAY)
SHARED_MACHINE = Life(12 * HOUR, 12 * HOUR)
STAFF = Life(HOUR, 12 * HOUR)
"""Support, privacy officers, and those who manage an organization."""
ADMINISTRATOR = Life(15 * MINUTE, 8 * HOUR)
APPEND_LIFE = Life(400 * DAY, 400 * DAY)
"""What was learned before a summer is sent after it. Such a token is never idle: it tells nothing."""


def life_of(device: Device) -> Life:
    """The life of a full token on this device: of all that apply, the shortest."""
    machine = SHARED_MACHINE if device.is_shared else OWN_MACHINE
    person = _life_by_role(device.account)
    return Life(min(machine.idle, person.idle), min(machine.absolute, person.absolute))


def _life_by_role(account: User) -> Life:
    roles = set(account.roles.values_list("role", flat=True))
    if account.is_superuser or Role.ADMINISTRATOR in roles:
        return ADMINISTRATOR
    if account.is_staff or roles or any(manages(account.pk) for manages in registry.manages_others):
        return STAFF
    return OWN_MACHINE
