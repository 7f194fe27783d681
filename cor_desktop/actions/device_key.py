"""The key of this computer, by which the server knows its sync files. It is not kept: the device secret gives it."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk


def device_key(desk: Desk) -> bytes:
    """The private key of this computer. Raises KeyringLocked or NotSaved; one that is lost is replaced."""
    return desk.vault.derive("sync files of this computer", replace_lost=True)


def device_public_key(desk: Desk) -> bytes:
    """The public half, which the server is told at a sign-in. Raises as `device_key` does."""
    from cor_protocol.seal import public_key  # cryptography: 0.1 s that no start should pay

    return public_key(device_key(desk))
