"""The secret of this computer, and sealing. The only importer of keyring.

One random device secret lies in the system's keyring; keys for single purposes are derived from it. Where the computer
has no keyring, the secret lies in a file of mode 0600, and Settings says so openly: a learner's password still stands
before their profile. Call it off the main thread: a keyring may ask the person to unlock it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import threading
from pathlib import Path
from typing import Any, Literal

from cor_desktop.errors import FromElsewhere, KeyringLocked, NotSaved, SecretsLocked

SERVICE = "cor-desktop"
_NONCE = 12
_SECRET = 32
_PLAIN_TEXT_BACKENDS = ("keyrings.alt.file.PlaintextKeyring", "keyring.backends.null.Keyring")

Kind = Literal["keyring", "file"]


class SecretLost(FromElsewhere):
    """The secret is not merely shut away but gone: a keyring that was emptied, a file that was damaged."""


class Vault:
    """Seals and opens small things with a secret that stays on this computer.

    `marker` is a file that remembers where the secret lies, and holds it where there is no keyring.
    """

    def __init__(self, marker: Path) -> None:
        self._marker = marker
        self._name = hashlib.sha256(str(marker.absolute()).encode()).hexdigest()[:16]
        self._lock = threading.Lock()
        self._secret: bytes | None = None

    @property
    def kind(self) -> Kind:
        """Where the secret lies, or will lie: the system's keyring or a private file."""
        kept = _read_marker(self._marker).get("kind")
        if kept in ("keyring", "file"):
            return "keyring" if kept == "keyring" else "file"
        return "keyring" if _usable_keyring() else "file"

    def seal(self, purpose: str, plain: bytes) -> bytes:
        """Encrypt for one purpose. Raises SecretsLocked where the keyring stays shut, NotSaved on a full disk.

        A secret that is lost is replaced: what was sealed with it stays shut, but one can sign in again.
        """
        return seal_with(self.derive(purpose, replace_lost=True), purpose, plain)

    def open(self, purpose: str, sealed: bytes) -> bytes:
        """Decrypt what `seal` gave for the same purpose. Raises FromElsewhere where another secret sealed it."""
        try:
            return open_with(self.derive(purpose), purpose, sealed)
        except DoesNotOpen as fault:
            raise FromElsewhere from fault

    def derive(self, purpose: str, *, replace_lost: bool = False) -> bytes:
        """The 32 bytes that the device secret gives for one purpose. Raises KeyringLocked, SecretLost or NotSaved."""
        # cryptography takes 0.1 s to import, which no start of the program should pay.
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        with self._lock:
            if self._secret is None:
                self._secret = self._find(replace_lost)
            return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(self._secret)

    def keep(self, purpose: str, plain: bytes) -> None:
        """Keep something small for this computer, sealed, in a file beside the marker. Raises as `seal` does."""
        _write_private(self._file(purpose), self.seal(purpose, plain))

    def kept(self, purpose: str) -> bytes:
        """What was kept for a purpose; nothing where nothing was. Raises as `open` does."""
        try:
            sealed = self._file(purpose).read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as fault:
            raise SecretsLocked from fault
        return self.open(purpose, sealed)

    def _file(self, purpose: str) -> Path:
        return self._marker.with_name(f"{purpose}.sealed")

    def forget(self) -> None:
        """Destroy the secret: all that was sealed with it stays shut for good."""
        with self._lock:
            if self.kind == "keyring":
                _forget_in_keyring(self._name)
            self._marker.unlink(missing_ok=True)
            self._secret = None

    def _find(self, replace_lost: bool) -> bytes:
        try:
            return self._load() or self._create()
        except SecretLost:
            if not replace_lost:
                raise
            return self._create()

    def _load(self) -> bytes | None:
        marker = _read_marker(self._marker)
        if marker.get("kind") == "file":
            return _decoded(marker.get("secret"))
        if marker.get("kind") == "keyring":
            return _get_from_keyring(self._name)
        return None

    def _create(self) -> bytes:
        secret = secrets.token_bytes(_SECRET)
        text = base64.b64encode(secret).decode("ascii")
        if _usable_keyring() and _put_into_keyring(self._name, text):
            _write_marker(self._marker, {"kind": "keyring"})
        else:
            _write_marker(self._marker, {"kind": "file", "secret": text})
        return secret


class DoesNotOpen(Exception):
    """Another key sealed this, or it was sealed for another purpose, or it was changed."""


def new_key() -> bytes:
    """A fresh data key of 256 random bits."""
    return secrets.token_bytes(_SECRET)


def seal_with(key: bytes, purpose: str, plain: bytes) -> bytes:
    """Encrypt for one purpose under a key of 32 bytes."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, purpose.encode())


def open_with(key: bytes, purpose: str, sealed: bytes) -> bytes:
    """Decrypt what `seal_with` gave. Raises DoesNotOpen."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
    except (InvalidTag, ValueError) as fault:
        raise DoesNotOpen from fault


def _usable_keyring() -> bool:
    """Tell whether the system offers a keyring that encrypts. Its plain-text stand-ins are refused."""
    import keyring  # slow to import, and only needed once somebody signs in
    from keyring.backends.fail import Keyring as NoKeyring

    backend = keyring.get_keyring()
    name = f"{type(backend).__module__}.{type(backend).__qualname__}"
    return not isinstance(backend, NoKeyring) and name not in _PLAIN_TEXT_BACKENDS


def _get_from_keyring(name: str) -> bytes:
    import keyring
    from keyring.errors import KeyringError

    try:
        text = keyring.get_password(SERVICE, name)
    except KeyringError as fault:
        raise KeyringLocked from fault
    return _decoded(text)


def _decoded(text: object) -> bytes:
    try:
        secret = base64.b64decode(str(text or ""), validate=True)
    except ValueError as fault:
        raise SecretLost from fault
    if len(secret) != _SECRET:
        raise SecretLost
    return secret


def _put_into_keyring(name: str, text: str) -> bool:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, name, text)
        return keyring.get_password(SERVICE, name) == text
    except KeyringError:
        return False


def _forget_in_keyring(name: str) -> None:
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(SERVICE, name)
    except PasswordDeleteError:
        return
    except KeyringError as fault:
        raise KeyringLocked from fault


def _read_marker(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("ascii"))
    except FileNotFoundError:
        return {}
    except OSError as fault:
        raise SecretsLocked from fault
    except ValueError as fault:
        raise SecretLost from fault
    return found if isinstance(found, dict) else {}


def _write_marker(path: Path, content: dict[str, str]) -> None:
    _write_private(path, json.dumps(content).encode("ascii"))


def _write_private(path: Path, content: bytes) -> None:
    """Write the file for this person alone, in one step."""
    draft = path.with_suffix(".new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as fault:
        raise NotSaved from fault
