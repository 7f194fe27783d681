"""Sync files on a stick: written whole or not at all, and read back, because sticks lie."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from cor_desktop.errors import NotSaved, Trouble
from cor_desktop.words import _, marked
from cor_protocol.sync_file import MAX_FILE, SyncFileFault, Why

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SHUT = (errno.EROFS, errno.EACCES, errno.EPERM)


class StickFull(NotSaved):
    """There is no room."""

    title = marked("There is no room for the sync file there")
    meaning = marked("Nothing was written, and your work is saved on this computer.")
    advice = marked("Make some room, or use another stick.")


class StickReadOnly(NotSaved):
    """It may only be read."""

    title = marked("The sync file may not be written there")
    meaning = marked("Your work is saved on this computer.")
    advice = marked("Some sticks have a little switch against writing. Otherwise choose another place.")


class StickGone(NotSaved):
    """It was pulled out, or is failing."""

    title = marked("The stick or folder is not there any more")
    meaning = marked("The sync file was not saved. Your work is saved on this computer.")
    advice = marked("Put the stick in again and save once more. If it happens again, use another stick.")


class StickLied(NotSaved):
    """It took every byte and gave back others."""

    title = marked("The stick does not keep what is written to it")
    meaning = marked("The sync file on it cannot be used. Your work is saved on this computer.")
    advice = marked("Please use another stick.")


class NotReadable(Trouble):
    """A file cannot be read."""

    title = marked("The file could not be read")
    advice = marked("Put the stick in again and try once more. If it stays so, copy the file anew.")


class SyncFileNotTaken(Trouble):
    """A file is not what this computer waits for; nothing of it was used."""

    meaning = marked("Nothing was changed. Your work is saved on this computer.")

    def __init__(self, why: Why) -> None:
        title, advice = _WORDS[why]
        super().__init__(_(title), advice=_(advice))
        self.why = why


def write_whole(path: Path, raw: bytes) -> None:
    """Write a file by way of another, and read it back. Raises StickFull, StickReadOnly, StickGone or StickLied."""
    draft = path.with_name(f"{path.name}.new")
    try:
        _write_through(draft, raw)
        draft.replace(path)
        _sync_folder(path.parent)
        is_whole = _read_back(path, len(raw)) == raw
    except OSError as fault:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise _stick_trouble(fault) from fault
    if not is_whole:
        raise StickLied


def read_whole(path: Path) -> bytes:
    """The bytes of a file. Raises NotReadable, or SyncFileNotTaken where it is larger than any sync file."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except OSError as fault:
        raise NotReadable from fault
    if len(raw) > MAX_FILE:
        raise SyncFileNotTaken(Why.TOO_LARGE)
    return raw


def not_taken(fault: SyncFileFault) -> SyncFileNotTaken:
    """What a learner is told of a file that is not taken."""
    return SyncFileNotTaken(fault.why)


def _write_through(path: Path, raw: bytes) -> None:
    with path.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _read_back(path: Path, size: int) -> bytes:
    """From the stick itself, where the system can be asked to forget what it remembers of the file."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.read(size + 1)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no such call for folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno != errno.EINVAL:  # some sticks' file systems cannot
            raise
    finally:
        os.close(handle)


def _stick_trouble(fault: OSError) -> NotSaved:
    if fault.errno in _FULL:
        return StickFull()
    return StickReadOnly() if fault.errno in _SHUT else StickGone()


_WORDS = {
    Why.NOT_A_SYNC_FILE: (
        marked("This is not a sync file of COR Desktop"),
        marked("Choose the file that came back from the server. Its name ends in .corsync."),
    ),
    Why.DAMAGED: (
        marked("The sync file is damaged or was cut short"),
        marked("Copy it to the stick once more, or have it written again."),
    ),
    Why.TOO_LARGE: (
        marked("This file is larger than any sync file"),
        marked("Choose the file that came back from the server."),
    ),
    Why.WRONG_WAY: (
        marked("This is the file that goes to the server"),
        marked("Take it to whoever looks after the server, and load here the file that comes back."),
    ),
    Why.FOR_ANOTHER: (
        marked("This file is for another computer"),
        marked("Only that one can open it. Load it there."),
    ),
    Why.FORGED: (
        marked("This file did not come from your server as it is"),
        marked("Somebody changed it, or made it up. Please have the answer written again."),
    ),
    Why.NEWER: (
        marked("A newer COR wrote this file"),
        marked("Please update COR Desktop, and load the file again."),
    ),
}
"""What is so and what to do, for each reason."""
