"""The shapes of account messages."""

from __future__ import annotations

from ninja import Schema


class MachineIn(Schema):
    """What every sign-in says of the device."""

    device: str
    learner: str | None = None
    platform: str = ""
    client: str = ""


class RegisterIn(MachineIn):
    """A registration."""

    first_name: str
    last_name: str
    email: str
    password: str


class SignInIn(MachineIn):
    """A sign-in."""

    email: str
    password: str


class AccountOut(Schema):
    """An account as its owner sees it."""

    first_name: str
    last_name: str
    email: str


class SignedInOut(Schema):
    """A token, the account, its learner id, and the server's public key in base64."""

    token: str
    account: AccountOut
    learner: str
    key: str
