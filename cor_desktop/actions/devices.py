"""Where an account is signed in: "this laptop, last seen Tuesday", and ending a sign-in from afar."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.my_account import token_of
from cor_desktop.sync.server import ListedDevice


def devices(desk: Desk) -> tuple[ListedDevice, ...]:
    """The account's devices, as the server lists them. Blocks on the network. Raises Offline, Locked or SignInAgain."""
    _, profile = token_of(desk)
    return desk.server.devices(profile.token)


def end_device(desk: Desk, number: int) -> None:
    """End a device's sign-in. What is unsent there waits for the next one. Raises NotThere, Offline or SignInAgain."""
    _, profile = token_of(desk)
    desk.server.end_device(profile.token, number)
