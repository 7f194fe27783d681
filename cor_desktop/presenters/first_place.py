"""Where the window opens: where the learner was, at home, or before a door."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import guest_progress
from cor_desktop.actions.open_page import open_page
from cor_desktop.actions.views import is_started, knows_somebody
from cor_desktop.errors import CourseTrouble
from cor_desktop.presenters.navigation import HOME, LASTING, SIGN_IN, WELCOME, Place


def first_place(desk: Desk) -> Place:
    """The place to open at, on this computer's word alone."""
    if desk.session.locked:
        return Place("lock")
    if not is_started(desk):
        return SIGN_IN if desk.settings.shared_machine and knows_somebody(desk) else WELCOME
    page, argument = open_page(desk)
    return Place(page, argument) if _can_open(desk, page, argument) else HOME


def _can_open(desk: Desk, page: str, argument: str) -> bool:
    if page == "yours":
        return guest_progress(desk, argument) is not None
    return page in LASTING or (page == "module" and _has_module(desk, argument))


def _has_module(desk: Desk, key: str) -> bool:
    """Whether the course has that module; home says what is wrong with a damaged course."""
    try:
        return any(entry.key == key for entry in desk.catalog.entries())
    except CourseTrouble:
        return False
