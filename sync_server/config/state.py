"""The data folder: where it is, and the keys in it, which only its owner can read."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from cor_protocol.seal import new_signing_key
from sync_server.common.keys import is_server_key
from sync_server.config.databases import SQLITE_FILE

SECRET_KEY = "secret.key"  # noqa: S105 - a file's name
SERVER_KEY = "server-ed25519.key"
RESTORING = "restoring.json"
"""Says that a restored server is being put in the place of the one before (backups/swapping.py)."""
_IN_USE = "in-use.lock"
_held: dict[Path, int] = {}


class StateFault(Exception):
    """The data folder cannot be used. The text is a sentence that says why and what to do."""


def data_folder() -> Path:
    """COR_DATA, systemd's state folder, or a folder of the person who starts the server."""
    named = os.environ.get("COR_DATA") or os.environ.get("STATE_DIRECTORY")
    if named:
        return Path(named).absolute()
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "cor-server"


def is_prepared(data: Path) -> bool:
    """Tell whether a server has been started in this folder, or is being put back into it."""
    return (data / SERVER_KEY).is_file() or (data / RESTORING).is_file()


@contextlib.contextmanager
def alone_in(data: Path) -> Iterator[None]:
    """Make the folder, and let one command at a time work on what is in it; another one waits. Raises StateFault."""
    with _told(data):
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(data) if os.name == "posix" else contextlib.nullcontext():
        yield


def prepare(data: Path, *, new_key: bool = False) -> None:
    """Make the folder and the keys that are missing; open for their owner only. Raises StateFault.

    A missing server key beside an older database is made anew only where `new_key` says that the old one is lost.
    """
    with _told(data):
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not new_key:
            _refuse_lost_key(data)
        _make_key(data / SERVER_KEY, new_signing_key())
        if not os.environ.get("COR_SECRET_KEY_FILE"):
            _make_key(data / SECRET_KEY, secrets.token_urlsafe(48).encode())
        _check_keys(data)


@contextlib.contextmanager
def _told(data: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StateFault(
            f"The data folder {data} cannot be written: {error.strerror}. Choose another with --data, or change "
            "its owner."
        ) from error


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    import fcntl  # Windows has none, and no lock on folders

    with _told(folder):
        handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def hold(data: Path) -> None:
    """Say for as long as this process and its children live that they work with what is in the folder."""
    if data not in _held and os.name == "posix":
        _held[data] = _lock_of(data / _IN_USE, exclusive=False)


@contextlib.contextmanager
def unused(data: Path) -> Iterator[None]:
    """Keep every other process out of the folder. Raises StateFault where one works with it."""
    if os.name != "posix":  # Windows does not let go of the names of open files, so putting them aside fails there
        yield
        return
    try:
        handle = _lock_of(data / _IN_USE, exclusive=True)
    except BlockingIOError as error:
        raise StateFault(
            f"A server runs in {data}, or another command works there. Stop it first. Nothing was changed."
        ) from error
    try:
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def locked_file(file: Path) -> Iterator[None]:
    """Do something that only one process may do at a time; another one waits."""
    with _told(file.parent):
        file.touch(mode=0o600)
    with _locked(file) if os.name == "posix" else contextlib.nullcontext():
        yield


def _lock_of(file: Path, *, exclusive: bool) -> int:
    """A handle that holds a lock until it is closed. Raises BlockingIOError where an exclusive one is not to be had."""
    import fcntl

    with _told(file.parent):
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB if exclusive else fcntl.LOCK_SH)
    except BlockingIOError:
        os.close(handle)
        raise
    return handle


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, too."""
    if os.name != "posix":  # Windows has no such call; its file system journals names
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def secret_key_file(data: Path) -> Path:
    """Where Django's secret key lies."""
    return Path(os.environ.get("COR_SECRET_KEY_FILE") or data / SECRET_KEY)


def secret_key(data: Path) -> str:
    """Django's secret key; empty before the folder is prepared, which Django refuses to work with."""
    file = secret_key_file(data)
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _make_key(file: Path, key: bytes) -> None:
    """Write a new key whole or not at all; one that is there stays."""
    if file.exists():
        return
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(key)
        handle.flush()
        os.fsync(handle.fileno())
    fresh.rename(file)


def _refuse_lost_key(data: Path) -> None:
    """The keys are made before the database, so a database alone means that somebody lost the key."""
    if (data / SQLITE_FILE).exists() and not (data / SERVER_KEY).exists():
        raise StateFault(
            f"The server's key {data / SERVER_KEY} is missing beside its database. Put it back from a backup: clients "
            "trust this server by it. If it is lost, start with: cor-server serve --new-key. Every learner then has to "
            "sign in again."
        )


def _check_keys(data: Path) -> None:
    if not is_server_key((data / SERVER_KEY).read_bytes()):
        raise StateFault(
            f"The server's key {data / SERVER_KEY} is damaged. Put it back from a backup; without it, clients "
            "no longer trust this server."
        )
    if not secret_key(data):
        raise StateFault(_no_secret_key(data))


def _no_secret_key(data: Path) -> str:
    if os.environ.get("COR_SECRET_KEY_FILE"):
        return "The file that COR_SECRET_KEY_FILE names is empty, damaged or cannot be read."
    return (
        f"The file {data / SECRET_KEY} is empty or damaged. Put it back from a backup, or delete it and start again: a "
        "new one is made, and staff sign in once more. Certificates that were issued keep their numbers."
    )
