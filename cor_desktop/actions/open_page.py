"""Which page of the window is open: kept at each turn, so that a program that was killed opens there again."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import NotSaved
from cor_desktop.store.learners import current, keep_page


def keep_open_page(desk: Desk, page: str, argument: str = "") -> None:
    """Keep the page. A disk that refuses is not told: the next start opens on an earlier page, and nothing is lost."""
    try:
        with desk.store.transaction() as connection:
            if learner := current(connection):
                keep_page(connection, learner.id, f"{page} {argument}".strip())
    except NotSaved:
        return


def open_page(desk: Desk) -> tuple[str, str]:
    """The page that was open and its argument; two empty texts where none is known."""
    with desk.store.reading() as connection:
        learner = current(connection)
    page, _, argument = (learner.open_page if learner else "").partition(" ")
    return page, argument
