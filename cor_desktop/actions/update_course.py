"""Look for a newer course on the server, and fetch what changed of it; a download goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.take_course import (
    CourseNotTaken,
    Offer,
    Told,
    disk_trouble,
    shelf_of,
    take_course,
    version_here,
)
from cor_desktop.errors import NotThere, Offline
from cor_desktop.learning.shelf import Blob, Shelf
from cor_desktop.learning.trust import Trust
from cor_desktop.sync.server import CourseOffer
from cor_desktop.words import _, marked
from cor_protocol.pack import PackFault, Part, sha256_of

_TIMES = 2
"""How often a file is fetched that arrives damaged: what came before a break may have spoiled on this disk."""


class WorkingOffline(Offline):
    """The learner wants no network used."""

    title = marked("You are working offline")
    meaning = marked("Nobody was asked, and the course on this computer stays as it is.")
    advice = marked("Switch “Work offline” off to look for a newer course, or load one from a stick.")


def look_for_course(desk: Desk, tell: Told) -> bool:
    """Ask the server for its course and take it where it is newer; tell whether it was. Blocks on the network.

    Raises Offline, CourseNotTaken, NoRoomForCourse, CourseNotKept, or another Trouble; the course of before is then
    whole.
    """
    if desk.settings.work_offline:
        raise WorkingOffline
    shelf = shelf_of(desk)
    try:
        offered = desk.server.course(_known(desk, shelf))
        return offered is not None and _take(desk, shelf, offered, tell)
    except NotThere:
        return False
    except OSError as fault:
        raise disk_trouble(fault) from fault
    except Offline as fault:
        raise Offline(
            fault.title,
            _("The course on this computer stays as it is."),
            _("A download goes on where it stopped, when there is a connection."),
        ) from fault


def trusted_keys(desk: Desk, shelf: Shelf) -> tuple[bytes, ...]:
    """Whose signature counts here. The key of the server is the one of the sign-in, where somebody is signed in.

    Raises OSError where the disk refuses.
    """
    trust, address = Trust(shelf.folder), desk.settings.server_address
    profile = desk.session.profile
    if profile is not None and profile.server == address:
        trust.remember(address, profile.server_key)
    return trust.keys(address)


def _known(desk: Desk, shelf: Shelf) -> str:
    """The course that is here whole: the server need not tell it again."""
    pointer = shelf.pointer()
    return pointer.index if pointer and not desk.catalog.damaged else ""


def _take(desk: Desk, shelf: Shelf, offered: CourseOffer, tell: Told) -> bool:
    if offered.version <= version_here(desk):
        return False
    keys = trusted_keys(desk, shelf) or _met(desk, shelf)
    index = b"".join(desk.server.course_blob(offered.index, 0, offered.size))
    if sha256_of(index) != offered.index:
        raise CourseNotTaken
    offer = Offer(index, offered.signatures, lambda blob, come: _download(desk, shelf, blob, come))
    return take_course(desk, offer, keys, tell)


def _met(desk: Desk, shelf: Shelf) -> tuple[bytes, ...]:
    """A learner without an account meets the server now: its key counts from here on, as TLS vouches for it."""
    trust, address = Trust(shelf.folder), desk.settings.server_address
    trust.remember(address, desk.server.server_info().key)
    return trust.keys(address)


def _download(desk: Desk, shelf: Shelf, blob: Blob, come: Callable[[int], None]) -> None:
    for _time in range(_TIMES):
        start = shelf.arrived(blob)
        if start < blob.size:
            shelf.add(blob, _told(desk, desk.server.course_blob(blob.sha256, start, blob.size), start, come))
        if shelf.arrived(blob) == blob.size and shelf.finish(blob):
            return
    called = "text" if isinstance(blob, Part) else blob.name
    raise PackFault(marked("The course file {called} arrives damaged."), called=called)


def _told(desk: Desk, chunks: Iterator[bytes], here: int, come: Callable[[int], None]) -> Iterator[bytes]:
    """Tell of each piece that comes, so that a slow line keeps nobody who wants to stop, or pulls the cable."""
    if desk.settings.work_offline:
        raise WorkingOffline
    for chunk in chunks:
        here += len(chunk)
        yield chunk
        come(here)
        if desk.settings.work_offline:
            raise WorkingOffline
