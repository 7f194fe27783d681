"""Whose names the sign-in of this computer shows: only of learners who wished it, where IT allows it."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass

from cor_desktop.actions.accounts import name_purpose
from cor_desktop.actions.desk import Desk
from cor_desktop.errors import FromElsewhere
from cor_desktop.store import unlocking


@dataclass(frozen=True, slots=True)
class RememberedName:
    """One learner whom this computer remembers."""

    learner: str
    name: str
    email: str


def remembered(desk: Desk) -> tuple[RememberedName, ...]:
    """All of them, by name. Blocks on the vault: call it in the background. Raises KeyringLocked."""
    with desk.store.reading() as connection:
        rows = [row for row in unlocking.everyone(connection) if row.remembered_name is not None]
    if not desk.settings.remember_names:
        _forget_everybody(desk, bool(rows))
        return ()
    found = (_opened(desk, row.learner, row.remembered_name) for row in rows if row.remembered_name is not None)
    return tuple(sorted((name for name in found if name is not None), key=lambda each: each.name.casefold()))


def forget_name(desk: Desk, learner: str) -> None:
    """Remember this learner no longer; their record stays. Raises NotSaved."""
    with desk.store.transaction() as connection:
        unlocking.forget_name(connection, learner)
    desk.store.truncate_log()


def _forget_everybody(desk: Desk, any_rows: bool) -> None:
    """IT, or somebody in Settings, decided that no names are remembered here."""
    if any_rows:
        with desk.store.transaction() as connection:
            unlocking.forget_all_names(connection)
        desk.store.truncate_log()


def _opened(desk: Desk, learner: str, sealed: bytes) -> RememberedName | None:
    """A name that was sealed with another secret is passed over: it is not of this computer."""
    with contextlib.suppress(FromElsewhere, ValueError, KeyError, TypeError):
        plain = json.loads(desk.vault.open(name_purpose(learner), sealed))
        return RememberedName(learner, plain["name"], plain["email"])
    return None
