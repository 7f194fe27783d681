"""A course that somebody carried here: a folder or a stick in the pack's layout, or a .zip of it. Read, never unpacked.

Nothing is taken by the names that a stranger chose. A folder is asked for the names of the layout only; a .zip that
holds any other name (slips, links, clashes of case, names that Windows keeps for itself: all are other names) is
refused before a byte of it is inflated. Only what macOS and Windows themselves leave in folders is passed over, unread.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from cor_protocol.pack import (
    INDEX,
    MAX_BLOB,
    MAX_BLOBS,
    MAX_INDEX,
    MAX_PACK,
    MAX_SIGNATURES,
    SIGNATURE,
    SIGNATURE_SIZE,
    PackFault,
    Reader,
)
from cor_protocol.words import marked

_LAYOUT = re.compile(r"index\.json|index\.sig|blobs/|blobs/[0-9a-f]{64}", re.ASCII)
_FOLDER = re.compile(r"[^/\\:*?\"<>|\x00-\x1f]{1,100}/")
_LITTER = re.compile(
    r"__MACOSX/.*|([^/\\:.][^/\\:]{0,99}/){0,2}(\.DS_Store|\._[^/\\:]*|Thumbs\.db|desktop\.ini)", re.ASCII
)
"""Whoever makes a .zip by a Mac's or Windows' own menu packs these along without being told."""
_LARGEST = {INDEX: MAX_INDEX, SIGNATURE: SIGNATURE_SIZE * MAX_SIGNATURES}
_MOST_LISTED = 4 * 1024 * 1024
"""Bytes of the list of names at the end of a .zip: as many names as a pack may have, and long ones."""
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, LookupError, RuntimeError, EOFError)
"""What the library raises over bytes that nobody meant well; fuzzing found each of them."""


@contextlib.contextmanager
def carried(place: Path) -> Iterator[Reader]:
    """Open a folder or a .zip as a pack. Raises PackFault where it is neither, or a .zip that is not read."""
    if os.path.isdir(place):  # noqa: PTH112 - a Path raises where a stick was pulled out, or a name is too long
        if not os.path.exists(place / INDEX):  # noqa: PTH110
            raise PackFault(marked("There is no course in {called}."), called=place.name or str(place))
        yield _folder_reader(place)
        return
    with _opened(place) as archive:
        prefix = _checked(archive)

        def read(name: str, limit: int) -> bytes:
            return _read_member(archive, prefix + name, limit)

        yield read


def _folder_reader(folder: Path) -> Reader:
    def read(name: str, limit: int) -> bytes:
        # A pipe or a device under a blob's name would keep us waiting for ever.
        handle = os.open(folder / name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(f"{name} is no file")
            return file.read(limit)

    return read


@contextlib.contextmanager
def _opened(place: Path) -> Iterator[zipfile.ZipFile]:
    try:
        _check_end(place)
        archive = zipfile.ZipFile(place)
    except (OSError, *_UNREADABLE) as fault:
        sentence = marked("There is no course in {called}: it is damaged, or something else.")
        raise PackFault(sentence, called=place.name) from fault
    with archive:
        yield archive


def _check_end(place: Path) -> None:
    """Look at the last bytes before anybody reads the list of names: a hostile one alone fills the memory."""
    with place.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 42))
        tail = file.read(42)
    end = tail[-22:]
    listed = int.from_bytes(end[12:16], "little")
    is_plain = end[:4] == _END and end[20:22] == b"\0\0" and tail[:4] != _END_64
    if not is_plain or size > MAX_PACK + _MOST_LISTED or listed > _MOST_LISTED:
        raise zipfile.BadZipFile("no plain .zip of a size that a course may have")


def _checked(archive: zipfile.ZipFile) -> str:
    """The folder within the .zip that holds the pack. Raises PackFault where anything in it is not of a pack."""
    members = [member for member in archive.infolist() if not _LITTER.fullmatch(member.filename)]
    prefix = _prefix(members)
    for member in members:
        name = member.filename.removeprefix(prefix)
        is_its_folder = bool(prefix) and member.filename == prefix
        if not is_its_folder and (not member.filename.startswith(prefix) or not _LAYOUT.fullmatch(name)):
            raise PackFault(marked("It holds something that belongs to no course: {called}."), called=_shown(member))
        if not _is_plain(member) or member.file_size > _LARGEST.get(name, MAX_BLOB):
            raise PackFault(marked("It holds a file that no course has in this way: {called}."), called=_shown(member))
    names = {member.filename for member in members}
    if len(names) < len(members) or len(names) > MAX_BLOBS + 4 or sum(one.file_size for one in members) > MAX_PACK:
        raise PackFault(marked("The course has more or larger files than this program accepts."))
    return prefix


def _prefix(members: list[zipfile.ZipInfo]) -> str:
    """Whoever makes a .zip of a folder has that folder's name before all others."""
    first = members[0].filename if members else ""
    found = _FOLDER.match(first)
    return found[0] if found and found[0] not in ("blobs/", "./", "../") else ""


def _is_plain(member: zipfile.ZipInfo) -> bool:
    """Whether it is a file or folder, neither a link nor sealed, and written in a way that every .zip may be."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    plain = kind in (0, stat.S_IFREG) or (kind == stat.S_IFDIR and member.filename.endswith("/"))
    named = member.filename == member.orig_filename  # it is cut at a zero byte, and its strokes are turned
    return plain and named and not member.flag_bits & _ENCRYPTED and member.compress_type in _METHODS


def _read_member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    try:
        with archive.open(name) as file:
            return file.read(limit)
    except _UNREADABLE as fault:
        raise OSError(f"{name} cannot be read") from fault


def _shown(member: zipfile.ZipInfo) -> str:
    """A name as it may be shown: no signs that turn, break or hide others, and not without end."""
    return "".join(sign for sign in member.filename[:60] if sign.isprintable())
