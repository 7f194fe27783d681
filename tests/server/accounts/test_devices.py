from __future__ import annotations

import pytest

from sync_server.accounts import devices
from sync_server.accounts.domain import Machine, signed_in_on
from sync_server.accounts.models import Device
from sync_server.common.refusals import Refused
from tests.factories.server import an_account

pytestmark = pytest.mark.django_db
MACHINE = Machine("d" * 26, None, "linux", "0.1.0")


def test_a_device_is_known_by_the_pass_of_its_last_sign_in_only() -> None:
    account = an_account(email="ada@example.org")
    first, second = (signed_in_on(account, MACHINE).device_pass for _ in range(2))
    known = devices.known_device(" ADA@example.org", MACHINE.device, second)
    assert known == Device.objects.get()
    assert devices.known_device("ada@example.org", MACHINE.device, first) is None


@pytest.mark.parametrize(
    ("email", "device", "what"),
    [
        ("eve@example.org", "d" * 26, "pass"),
        ("ada@example.org", "e" * 26, "pass"),
        ("ada@example.org", "d" * 26, "hash"),
        ("ada@example.org", "d" * 26, ""),
    ],
)
def test_without_address_device_and_pass_together_no_device_is_known(email: str, device: str, what: str) -> None:
    account = an_account(email="ada@example.org")
    an_account(email="eve@example.org")
    shown = {"pass": signed_in_on(account, MACHINE).device_pass, "hash": Device.objects.get().pass_hash}
    assert devices.known_device(email, device, shown.get(what, what)) is None


def test_a_device_that_never_signed_in_is_known_by_no_empty_pass() -> None:
    account = an_account(email="ada@example.org")
    Device.objects.create(account=account, device="d" * 26)
    assert devices.known_device("ada@example.org", "d" * 26, "") is None


def test_an_ended_device_is_no_longer_known() -> None:
    account = an_account(email="ada@example.org")
    shown = signed_in_on(account, MACHINE).device_pass
    devices.end(account.pk, Device.objects.get().pk)
    assert devices.known_device("ada@example.org", MACHINE.device, shown) is None


def test_asvs_8_2_2_nobody_ends_the_device_of_another() -> None:
    signed_in_on(an_account(), MACHINE)
    with pytest.raises(Refused, match="not_found"):
        devices.end(an_account().pk, Device.objects.get().pk)
