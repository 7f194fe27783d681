"""Which page of the window is open: a fact once a day, and where a program that was killed opens again."""

from __future__ import annotations

import sqlite3

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.remember import remember
from cor_desktop.clock import local_time
from cor_desktop.errors import NotSaved
from cor_desktop.store.learners import LearnerRow, current, keep_page
from cor_protocol.facts import PAGE_OPENED
from cor_protocol.ids import is_module_key


def keep_open_page(desk: Desk, page: str, argument: str = "") -> None:
    """Keep the page, unless the window is locked.

    A disk that refuses is not told: the next start opens on an earlier page, and nothing is lost.
    """
    if desk.session.locked:
        return
    try:
        with desk.store.transaction() as connection:
            if learner := current(connection):
                keep_page(connection, learner.id, f"{page} {argument}".strip())
                _keep_visit(desk, connection, learner, page, argument)
    except NotSaved:
        return


def open_page(desk: Desk) -> tuple[str, str]:
    """The page that was open and its argument; two empty texts where none is known."""
    with desk.store.reading() as connection:
        learner = current(connection)
    page, _, argument = (learner.open_page if learner else "").partition(" ")
    return page, argument


def _keep_visit(desk: Desk, connection: sqlite3.Connection, learner: LearnerRow, page: str, argument: str) -> None:
    """A fact per page and day; of what a page shows, only a module's key is named."""
    reading = desk.clock.read()
    day = local_time(reading.wall, reading.offset).date().isoformat()
    module = f".{argument}" if page == "module" and is_module_key(argument) else ""
    remember(desk, connection, learner, [(PAGE_OPENED, f"{page.replace('_', '-')}{module}:{day}")])
