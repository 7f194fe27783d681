"""The rules for pictures: there, small, safe, and told in words to those who do not see them."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.markdown import Picture, is_picture_name
from cor_desktop.authoring.parser import Parsed
from cor_desktop.learning.safe_picture import picture_problem

MAX_MEDIA = 1_500_000
"""Bytes of all pictures of a module together: a course of six must fit on a slow line."""

MAX_SIDE = 5_000
"""Pixels of the longer side of a PNG: few bytes can hold more of them than a learner's computer can show."""

_PNG_HEAD, _PNG_TAIL = 24, 64
"""Bytes up to the end of a PNG's width and height, and those near its end in which its last mark stands."""

_FILE_NAME = re.compile(r"\.(svg|png|jpe?g|gif|webp)$|^[\w-]*[_\d][\w-]*$", re.IGNORECASE)


def picture_faults(parsed: Parsed) -> Iterator[Fault]:
    """What is wrong with the pictures of a module and with the places that show them."""
    yield from _file_faults(parsed)
    for picture in parsed.texts.pictures:
        yield from _use_faults(picture, parsed)
    if parsed.source.sound and not _is_there(parsed.source.module.value["cover"], parsed):
        yield parsed.source.module.fault("cover: there is no such picture in media/", "cover")


def _file_faults(parsed: Parsed) -> Iterator[Fault]:
    media = parsed.source.media
    for name, raw in media.items():
        file = parsed.source.file("media", name)
        if not is_picture_name(name):
            yield Fault(file, 1, "the name may hold only small letters, digits, dots and hyphens")
        elif problem := picture_problem(name, raw) or _png_problem(raw):
            yield Fault(file, 1, f"the picture cannot be used: {problem}")
    if sum(map(len, media.values())) > MAX_MEDIA:
        sentence = f"the pictures have more than {MAX_MEDIA // 1000:,} kB together"
        yield Fault(parsed.source.file("media"), 1, sentence)


def _png_problem(raw: bytes) -> str | None:
    """What keeps a PNG from being shown though its first bytes are right; None for pictures of other kinds."""
    if not raw.startswith(b"\x89PNG"):
        return None
    if raw[12:16] != b"IHDR" or len(raw) < _PNG_HEAD or b"IEND" not in raw[-_PNG_TAIL:]:
        return "it is cut short or no proper PNG"
    width, height = struct.unpack(">II", raw[16:_PNG_HEAD])
    too_large = max(width, height) > MAX_SIDE
    return f"it has {width:,} × {height:,} pixels; at most {MAX_SIDE:,} may be on a side" if too_large else None


def _use_faults(picture: Picture, parsed: Parsed) -> Iterator[Fault]:
    figure = picture.figure
    if is_picture_name(figure.src) and not _is_there(figure.src, parsed):
        yield Fault(picture.file, picture.line, f"there is no picture “{figure.src}” in media/")
    if _FILE_NAME.search(figure.alt) or figure.alt == figure.src.partition(".")[0]:
        yield Fault(picture.file, picture.line, f"“{figure.alt}” is a file name: say in words what the picture shows")


def _is_there(name: str, parsed: Parsed) -> bool:
    """Whether the folder has a picture, be it one that cannot be read: the reason of that is told at the picture."""
    return name in parsed.source.media or (parsed.source.folder / "media" / name).is_file()
