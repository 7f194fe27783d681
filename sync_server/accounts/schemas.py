"""The shapes of account messages."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator


def _storable(text: str) -> str:
    """The text, where every database holds it. Raises ValueError on half a character (JSON can say it) and on zero."""
    if "\0" in text:
        raise ValueError("zero")
    text.encode()  # UnicodeEncodeError is a ValueError
    return text


Text = Annotated[str, AfterValidator(_storable)]


class MachineIn(Schema):
    """What every sign-in says of the device. `shared`: several people use this computer; `key`: for its sync files."""

    device: Text
    learner: Text | None = None
    platform: Text = ""
    client: Text = ""
    shared: bool = False
    key: Text = ""


class HandoverIn(MachineIn):
    """A code that the browser brought to this device, and the proof that this device asked for it."""

    code: Text
    verifier: Text


class AccountChangesIn(Schema):
    """What somebody changes of what they said of themselves; what is left out stays."""

    first_name: Text | None = None
    last_name: Text | None = None
    organization_type: Text | None = None
    association: Text | None = None


class AccountOut(Schema):
    """An account as its owner sees it. `single_sign_on`: it signs in at an organization too, or only there."""

    first_name: str
    last_name: str
    email: str
    organization_type: str
    association: str
    single_sign_on: bool
    has_password: bool


class SignedInOut(Schema):
    """What a device gets, told only once, the account, its learner id, and the server's public key in base64."""

    token: str
    append_token: str
    device_pass: str
    account: AccountOut
    learner: str
    key: str


class DeviceOut(Schema):
    """A device as its owner sees it. `this`: the one that asks; `signed_in`: it has a token that is good."""

    id: int
    platform: str
    client: str
    first_seen: datetime
    last_seen: datetime
    this: bool
    signed_in: bool
    shared: bool


class DevicesOut(Schema):
    """The devices of an account, the one last seen first."""

    devices: list[DeviceOut]
