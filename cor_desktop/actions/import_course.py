"""Load a course from a folder, a stick, or a .zip of it."""

from __future__ import annotations

from pathlib import Path

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.take_course import CourseNotTaken, Told, disk_trouble, reader_offer, shelf_of, take_course
from cor_desktop.actions.update_course import trusted_keys
from cor_desktop.learning.carried import carried
from cor_desktop.learning.catalog import said
from cor_desktop.words import _
from cor_protocol.pack import INDEX, MAX_INDEX, PackFault, fetch, read_signatures


def import_course(desk: Desk, place: Path, tell: Told) -> bool:
    """Take the course that lies there; False where it is the one that is here. Blocks on the disk.

    Raises CourseNotTaken with the reason, NoRoomForCourse, CourseNotKept, or what `tell` raises to stop; nothing was
    changed then.
    """
    shelf = shelf_of(desk)
    try:
        with carried(place) as read:
            index = fetch(read, INDEX, MAX_INDEX + 1)
            offer = reader_offer(read, shelf, index, read_signatures(read))
            return take_course(desk, offer, trusted_keys(desk, shelf), tell)
    except OSError as fault:
        raise disk_trouble(fault) from fault
    except PackFault as fault:
        raise CourseNotTaken(meaning=f"{said(fault)} {_(CourseNotTaken.meaning)}") from fault
