"""Looks for words in every file under some folders, in any way a program may have written them.

    python -m tools.look_for "Quillwhistle Zanzibarry" ~ /var/tmp

Prints each file that holds one of the words, in UTF-8, UTF-16, Latin-1, UTF-32 or Base64, plain or deflated, in
capitals or not. Ends with 0 where no file does, with 1 where one does. Take words that nobody else writes, and leave
out folders in which you wrote them down yourself, such as your shell's history.
"""

from __future__ import annotations

import argparse
import base64
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "latin-1", "utf-32-le")
CHUNK = 16 << 20
_MOST_INFLATED = 4 << 20


def forms(*words: str) -> tuple[bytes, ...]:
    """The bytes of each word in every encoding, with small letters, for `occurs`."""
    plain = {word.lower().encode(encoding) for word in words for encoding in ENCODINGS}
    return tuple(sorted(plain | {form for word in words for form in _in_base64(word)}))


def occurs(wanted: Iterable[bytes], content: bytes) -> bool:
    """Tell whether any of the forms stands in the content, plain or deflated."""
    small = content.lower()
    return any(form in small for form in wanted) or any(form in inflated(content).lower() for form in wanted)


def files_with(folders: Iterable[Path], wanted: Sequence[bytes]) -> Iterator[Path]:
    """Every file at or under the folders in which a form occurs, in its content or its name; links are not followed."""
    return (path for folder in folders for path in files_under(folder) if _named(path, wanted) or _holds(path, wanted))


def files_under(folder: Path) -> Iterator[Path]:
    """Every plain file at or under a folder, links not followed; what may not be listed is passed over."""
    if folder.is_file():
        yield folder
    for place, _, names in os.walk(folder):
        yield from (path for name in names if _is_plain(path := Path(place, name)))


def inflated(content: bytes) -> bytes:
    """Every deflated piece found in the content, inflated; one can begin anywhere."""
    return b"\n".join(_pieces(content))


def _pieces(content: bytes) -> Iterator[bytes]:
    for head in (b"\x78", b"\x1f\x8b"):
        place = content.find(head)
        while place >= 0:
            if piece := _inflated_at(content, place):
                yield piece
            place = content.find(head, place + 1)


def _inflated_at(content: bytes, place: int) -> bytes:
    # The second byte of a zlib header makes a multiple of 31 of both: most letters x end here.
    if content[place] == 0x78 and int.from_bytes(content[place : place + 2], "big") % 31:
        return b""
    try:
        return zlib.decompressobj(wbits=47).decompress(memoryview(content)[place:], _MOST_INFLATED)
    except zlib.error:
        return b""


def _in_base64(word: str) -> Iterator[bytes]:
    """The word in Base64, for each of the three places at which it may begin; only letters that it alone decides."""
    for before in range(3):
        raw = b"\0" * before + word.encode()
        yield base64.b64encode(raw)[(0, 2, 3)[before] : len(raw) * 8 // 6].lower()


def _is_plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _named(path: Path, wanted: Sequence[bytes]) -> bool:
    return any(form in os.fsencode(path.name).lower() for form in wanted)


def _holds(path: Path, wanted: Sequence[bytes]) -> bool:
    longest = max(map(len, wanted))
    before = b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                if occurs(wanted, before + chunk):
                    return True
                before = chunk[-longest:]
    except OSError:
        return False
    return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Look, and print what is found; the exit code says whether anything was."""
    parser = argparse.ArgumentParser("look_for", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("words", help="in quotes; a file that holds any one of them is printed")
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    found = list(files_with(options.folders, forms(*options.words.split())))
    print("".join(f"{path}\n" for path in found), end="")
    print(f"{len(found)} files hold one of the words.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
