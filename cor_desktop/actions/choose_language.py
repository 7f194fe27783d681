"""Choose the language that the program speaks."""

from __future__ import annotations

import contextlib

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import NotSaved
from cor_desktop.store import learners


def choose_language(desk: Desk, chosen: str) -> None:
    """Keep the choice, and let go of what syncs said in the language before. Raises NotSaved; then nothing changes."""
    before = desk.settings.get("language")
    try:
        desk.settings.set("language", chosen)
        with desk.store.transaction() as connection:
            learners.forget_outcomes(connection)
    except NotSaved as refused:
        with contextlib.suppress(NotSaved):
            desk.settings.set("language", before)
        raise NotSaved from refused
