"""The devices of an account: which are known, what pass each shows, and how its owner ends one."""

from __future__ import annotations

import secrets

from cor_protocol.accounts import Ended
from sync_server.accounts import tokens
from sync_server.accounts.models import Device, normal_email
from sync_server.audit import domain as audit
from sync_server.common import clock
from sync_server.common.refusals import not_found


def known_device(email: str, device_id: str, device_pass: str) -> Device | None:
    """The device on which the owner of an address signed in before, where it shows the pass it was given then."""
    if not device_pass:
        return None
    return Device.objects.filter(
        account__email=normal_email(email), device=device_id, pass_hash=tokens.hash_of(device_pass)
    ).first()


def give_pass(device: Device) -> str:
    """Make what this device shows at its next sign-in: 256 random bits, told once, kept only hashed."""
    device_pass = secrets.token_urlsafe(32)
    device.pass_hash = tokens.hash_of(device_pass)
    device.save(update_fields=["pass_hash"])
    return device_pass


def end(account: int, device_row: int) -> None:
    """End a device of an account for good, as its owner does (ASVS 7.4.5). Raises Refused (not_found)."""
    device = Device.objects.filter(account_id=account, pk=device_row).first()
    if device is None:
        raise not_found()
    tokens.end_device(device, Ended.ELSEWHERE, clock.now())
    Device.objects.filter(pk=device.pk).update(pass_hash="", file_key="")
    audit.record(f"account {account}", "device.ended", f"device {device.pk}")
