"""Whose signature on a course this computer trusts: keys that came with the program, and that of its own server."""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
from pathlib import Path

from cor_desktop.learning.shelf import write_whole

SHIPPED = Path(__file__).parents[1] / "packs" / "publishers.txt"
"""Public keys of whoever publishes courses for this program: base64, one a line. There may be none."""

_KEY_SIZE = 32


class Trust:
    """Keeps the server's key beside the courses, so that a course on a stick is known without anybody signed in."""

    def __init__(self, folder: Path, shipped: Path = SHIPPED) -> None:
        self._file = folder / "servers.json"
        self._shipped = shipped

    def keys(self, address: str) -> tuple[bytes, ...]:
        """The raw public keys to trust on a computer whose server has this address."""
        server = self.server_key(address)
        return (*self._publishers(), *((server,) if server else ()))

    def server_key(self, address: str) -> bytes:
        """The key of the server of this address; nothing where it has not been met."""
        return _key(self._servers().get(address, ""))

    def remember(self, address: str, key: bytes) -> None:
        """Trust this key for this server from now on. Raises OSError where the disk refuses."""
        if key == self.server_key(address):
            return
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._file, json.dumps({address: base64.b64encode(key).decode("ascii")}).encode())

    def _publishers(self) -> tuple[bytes, ...]:
        try:
            lines = self._shipped.read_text("ascii").splitlines()
        except (OSError, ValueError):
            return ()
        return tuple(filter(None, map(_key, lines)))

    def _servers(self) -> dict[str, str]:
        with contextlib.suppress(OSError, ValueError):
            found = json.loads(self._file.read_text("utf-8"))
            if isinstance(found, dict):
                return {str(address): str(key) for address, key in found.items()}
        return {}


def _key(text: str) -> bytes:
    """A public key from base64; nothing where it is none."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        return b""
    return key if len(key) == _KEY_SIZE else b""
