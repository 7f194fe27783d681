"""`/api/v1/accounts`: the account, its devices, and how a device gets its tokens and gives them back."""

from __future__ import annotations

import base64

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Status

from sync_server.accounts import devices, domain, queries, sign_ins
from sync_server.accounts.bearer import Bearer, session
from sync_server.accounts.domain import Machine, SignedIn
from sync_server.accounts.models import User
from sync_server.accounts.schemas import (
    AccountChangesIn,
    AccountOut,
    DeviceOut,
    DevicesOut,
    HandoverIn,
    MachineIn,
    SignedInOut,
)
from sync_server.accounts.single_sign_on import handover
from sync_server.common import clock
from sync_server.common.keys import server_public_key

router = Router(tags=["accounts"])


@router.post("/devices", response={201: SignedInOut}, auth=sign_ins.Finished(), operation_id="sign_in_device")
def sign_in_device(request: HttpRequest, body: MachineIn) -> Status[SignedInOut]:
    """Exchange a sign-in that is finished for the tokens of a device; the sign-in ends with it."""
    finished = sign_ins.finished(request)
    with transaction.atomic():
        finished.use_up()
        signed_in = domain.signed_in_on(finished.account, machine_of(body))
    return Status(201, signed_in_out(signed_in))


@router.post("/devices/by-code", response={201: SignedInOut}, operation_id="sign_in_device_by_code")
def sign_in_device_by_code(request: HttpRequest, body: HandoverIn) -> Status[SignedInOut]:
    """Exchange a sign-in in the browser of this computer for the tokens of a device."""
    return Status(201, signed_in_out(handover.redeem(body.code, body.verifier, machine_of(body))))


@router.get("/devices", response=DevicesOut, auth=Bearer(), operation_id="list_devices")
def list_devices(request: HttpRequest) -> DevicesOut:
    """The devices of the account (ASVS 7.5.2)."""
    now, asking = clock.now(), session(request)
    rows = queries.devices_with_contact(asking.account, now)
    return DevicesOut(devices=[_device_out(row, asking.device_row) for row in rows])


@router.delete("/devices/{int:device}", response={204: None}, auth=Bearer(), operation_id="end_device")
def end_device(request: HttpRequest, device: int) -> Status[None]:
    """End a device of the account: it can neither learn from the server nor send to it until it signs in again."""
    devices.end(session(request).account, device)
    return Status(204, None)


@router.get("/me", response=AccountOut, auth=Bearer(), operation_id="read_account")
def read_account(request: HttpRequest) -> AccountOut:
    """The account."""
    return _account_out(queries.account_by_id(session(request).account))


@router.patch("/me", response=AccountOut, auth=Bearer(), operation_id="change_account")
def change_account(request: HttpRequest, body: AccountChangesIn) -> AccountOut:
    """Change names, kind of organization, association; nothing else."""
    account = queries.account_by_id(session(request).account)
    domain.change_account(account, body.dict(exclude_none=True))
    return _account_out(account)


@router.post("/sign-out", response={204: None}, auth=Bearer(or_append=True), operation_id="sign_out")
def sign_out(request: HttpRequest) -> Status[None]:
    """End the token that was sent, and no other."""
    domain.sign_out(session(request))
    return Status(204, None)


def machine_of(body: MachineIn) -> Machine:
    """The device a message speaks of."""
    return Machine(body.device, body.learner, body.platform, body.client, body.shared, body.key)


def signed_in_out(signed_in: SignedIn) -> SignedInOut:
    """What a device is told at its sign-in."""
    return SignedInOut(
        token=signed_in.token,
        append_token=signed_in.append_token,
        device_pass=signed_in.device_pass,
        account=_account_out(signed_in.account),
        learner=signed_in.learner,
        key=base64.b64encode(server_public_key()).decode("ascii"),
    )


def _account_out(account: User) -> AccountOut:
    return AccountOut(
        first_name=account.first_name,
        last_name=account.last_name,
        email=account.email,
        organization_type=account.organization_type,
        association=account.association,
        single_sign_on=queries.signs_in_elsewhere(account),
        has_password=account.has_usable_password(),
    )


def _device_out(row: queries.SeenDevice, asking: int) -> DeviceOut:
    return DeviceOut(
        id=row.device.pk,
        platform=row.device.platform,
        client=row.device.client,
        first_seen=row.device.first_seen,
        last_seen=row.last_seen,
        this=row.device.pk == asking,
        signed_in=row.signed_in,
        shared=row.device.is_shared,
    )
