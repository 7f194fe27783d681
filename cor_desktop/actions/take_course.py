"""Take a course that is offered, from wherever it comes: all of it is here and sound before it is the course."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.keep_begun import remember_begun
from cor_desktop.errors import CourseTrouble, NotSaved, Trouble
from cor_desktop.learning.catalog import said
from cor_desktop.learning.shelf import Blob, Shelf
from cor_desktop.words import _, marked
from cor_protocol.pack import (
    PackFault,
    PackIndex,
    Reader,
    blob_name,
    check_signatures,
    index_from_bytes,
    read_blob,
    read_media,
    read_module,
    sha256_of,
)

Told = Callable[[int, int], None]
"""Hears how many bytes have come, of how many. It may raise a Trouble to stop."""

_FULL = (errno.ENOSPC, errno.EDQUOT)
_MARGIN = 16 * 1024 * 1024
"""Bytes that stay free for the learner's own work."""


class CourseNotTaken(Trouble):
    """A course that was offered is not one that this computer takes."""

    title = marked("This course was not taken")
    meaning = marked("The course on this computer stays as it is, and so does your progress.")
    advice = marked("You can go on learning. Ask whoever offers that course to look at it.")


class NoRoomForCourse(NotSaved):
    """The disk has no room for it."""

    title = marked("There is no room for the newer course on this computer")
    meaning = marked("The course on this computer stays as it is, and so does your progress.")
    advice = marked("Make some room on the disk, then try again.")


class CourseNotKept(NotSaved):
    """The disk refuses it for another reason: it may only be read, or is failing."""

    title = marked("The newer course could not be kept on this computer")
    meaning = marked("The course on this computer stays as it is, and so does your progress.")
    advice = marked("Try again. If it stays so, ask who looks after this computer.")


class NotHere(Trouble):
    """This program has nowhere to keep a course."""

    title = marked("This program takes no other course")


@dataclass(frozen=True, slots=True)
class Offer:
    """A course that is offered: the bytes of its index, the signatures on them, and what puts a blob on the shelf.

    `bring` is given what to tell how many bytes of that blob have come, where it takes its time.
    """

    index: bytes
    signatures: bytes
    bring: Callable[[Blob, Callable[[int], None]], None]


def shelf_of(desk: Desk) -> Shelf:
    """Where courses are kept. Raises NotHere."""
    if desk.catalog.shelf is None:
        raise NotHere
    return desk.catalog.shelf


def take_course(desk: Desk, offer: Offer, keys: Collection[bytes], tell: Told) -> bool:
    """Check an offered course, bring all of it here, and switch to it; False where it is the present one already.

    Raises CourseNotTaken with the reason, NoRoomForCourse, CourseNotKept, or what `offer.bring` and `tell` raise: in
    each case the course of before is whole, and what has come of the new one waits for another time.
    """
    shelf = shelf_of(desk)
    try:
        check_signatures(offer.index, offer.signatures, keys)
        index = index_from_bytes(offer.index)
        if not index.modules:
            raise PackFault(marked("The course holds no module."))
        if not _is_news(desk, shelf, index, sha256_of(offer.index)):
            return False
        _bring_all(desk, shelf, index, offer, tell)
        _check_shown(shelf, index)
        remember_begun(desk, shelf)
        shelf.switch(offer.index, index.version)
    except PackFault as fault:
        raise CourseNotTaken(meaning=f"{said(fault)} {_(CourseNotTaken.meaning)}") from fault
    except OSError as fault:
        _give_room_back(shelf, fault)
        raise disk_trouble(fault) from fault
    desk.catalog.refresh()
    shelf.sweep()
    return True


def disk_trouble(fault: OSError) -> NotSaved:
    """What a learner is told of a disk that refused to keep a course."""
    return NoRoomForCourse() if fault.errno in _FULL else CourseNotKept()


def version_here(desk: Desk) -> int:
    """The version of the course that is shown; 0 where none can be, and any is better."""
    try:
        return desk.catalog.version
    except CourseTrouble:
        return 0


def reader_offer(read: Reader, shelf: Shelf, index: bytes, signatures: bytes) -> Offer:
    """A course that lies somewhere, and is read from there."""
    return Offer(index, signatures, lambda blob, _tell: shelf.put(read_blob(read, blob, blob_name(blob.sha256))))


def _is_news(desk: Desk, shelf: Shelf, index: PackIndex, sha256: str) -> bool:
    """Whether it is newer than all that were here, or the present one, of which something is missing.

    Raises PackFault where it is older.
    """
    present = shelf.pointer()
    if present is not None and present.index == sha256:
        return desk.catalog.damaged or not all(shelf.holds(blob) for blob in _blobs(index))
    newest = max(present.version if present else 0, version_here(desk))
    if index.version < newest:
        sentence = marked("It is older (version {offered}) than the newest that was here (version {newest}).")
        raise PackFault(sentence, offered=str(index.version), newest=str(newest))
    return index.version > newest


def _bring_all(desk: Desk, shelf: Shelf, index: PackIndex, offer: Offer, tell: Told) -> None:
    missing = [blob for blob in _blobs(index) if not shelf.holds(blob)]
    _check_room(shelf, missing)
    total, here = sum(blob.size for blob in missing), 0
    for blob in missing:
        tell(here, total)
        if not _is_shipped(desk, shelf, blob):
            offer.bring(blob, _after(here, total, tell))
        here += blob.size
    tell(total, total)


def _after(here: int, total: int, tell: Told) -> Callable[[int], None]:
    """Tells of a blob that comes after `here` bytes of others."""
    return lambda come: tell(here + come, total)


def _is_shipped(desk: Desk, shelf: Shelf, blob: Blob) -> bool:
    """Take a blob from the course that came with the program, where it has it: an update may take that away later."""
    try:
        raw = read_blob(desk.catalog.read, blob, blob_name(blob.sha256))
    except PackFault:
        return False
    shelf.put(raw)
    return True


def _check_room(shelf: Shelf, missing: Collection[Blob]) -> None:
    shelf.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if missing and shutil.disk_usage(shelf.folder).free < sum(blob.size for blob in missing) + _MARGIN:
        raise OSError(errno.ENOSPC, "no room")


def _check_shown(shelf: Shelf, index: PackIndex) -> None:
    """What is signed is not trusted for that alone: nothing that this program would not show becomes the course."""
    from cor_desktop.learning.safe_html import every_html, html_problem
    from cor_desktop.learning.safe_picture import picture_problem

    for entry in index.modules:
        problems = [html_problem(html) for html in every_html(read_module(shelf.read, entry))]
        problems += [picture_problem(picture.name, read_media(shelf.read, picture)) for picture in entry.media]
        if problem := next(filter(None, problems), None):
            sentence = marked("{called} holds something this program does not show: {problem}.")
            raise PackFault(sentence, called=f"“{entry.title}”", problem=problem)


def _blobs(index: PackIndex) -> tuple[Blob, ...]:
    """Every blob of a course, once."""
    return tuple({blob.sha256: blob for entry in index.modules for blob in entry.blobs}.values())


def _give_room_back(shelf: Shelf, fault: OSError) -> None:
    if fault.errno in _FULL:
        shelf.sweep()
