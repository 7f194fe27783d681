"""What every action works with: the desk a learner sits at."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from cor_desktop.actions.session import Session
from cor_desktop.clock import Clock
from cor_desktop.errors import Trouble
from cor_desktop.learning.catalog import Catalog
from cor_desktop.settings import Settings
from cor_desktop.store.learners import LearnerRow, current
from cor_desktop.store.store import Store
from cor_desktop.sync.server import Server
from cor_desktop.vault import Vault
from cor_desktop.words import marked


class NobodyIsLearning(Trouble):
    """An action needs a learner, and none has started on this computer."""

    title = marked("Nobody has started yet")
    advice = marked("Choose Start learning, or sign in.")


class Cost(NamedTuple):
    """How hard a password is stretched by Argon2id: passes, KiB of memory, lanes."""

    iterations: int
    memory: int
    lanes: int


FULL_COST = Cost(iterations=3, memory=64 * 1024, lanes=4)


def _nonce() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Desk:
    """The rooms an action may enter, built once by app.py. `nonce` draws 32 characters that a reply must answer to.

    `session` holds what is open of whoever is learning, in memory only.
    """

    store: Store
    clock: Clock
    catalog: Catalog
    settings: Settings
    vault: Vault
    server: Server
    nonce: Callable[[], str] = field(default=_nonce)
    session: Session = field(default_factory=Session)
    cost: Cost = FULL_COST

    def learner(self) -> LearnerRow:
        """Who is learning now. Raises NobodyIsLearning before the first start."""
        with self.store.reading() as connection:
            row = current(connection)
        if row is None:
            raise NobodyIsLearning
        return row
