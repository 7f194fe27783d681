"""Where an account is signed in: "this laptop, last seen Tuesday", and ending a sign-in from afar."""

from __future__ import annotations

import datetime
from dataclasses import astuple, dataclass

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.my_account import token_of


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One device. `this` is the one at hand; times are in UTC."""

    id: int
    platform: str
    client: str
    first_seen: datetime.datetime
    last_seen: datetime.datetime
    this: bool
    signed_in: bool
    shared: bool


def devices(desk: Desk) -> tuple[DeviceRow, ...]:
    """The account's devices, as the server lists them. Blocks on the network. Raises Offline, Locked or SignInAgain."""
    _, profile = token_of(desk)
    return tuple(DeviceRow(*astuple(device)) for device in desk.server.devices(profile.token))


def end_device(desk: Desk, number: int) -> None:
    """End a device's sign-in. What is unsent there waits for the next one. Raises NotThere, Offline or SignInAgain."""
    _, profile = token_of(desk)
    desk.server.end_device(profile.token, number)
