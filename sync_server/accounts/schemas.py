"""The shapes of account messages."""

from __future__ import annotations

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
    """What every sign-in says of the device."""

    device: Text
    learner: Text | None = None
    platform: Text = ""
    client: Text = ""


class RegisterIn(MachineIn):
    """A registration."""

    first_name: Text
    last_name: Text
    email: Text
    password: Text


class SignInIn(MachineIn):
    """A sign-in."""

    email: Text
    password: Text


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
