"""An open, empty store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_desktop.store.learners import make_current
from cor_desktop.store.store import Store, open_store
from tests.factories.facts import LEARNER
from tests.fakes.clock import HandClock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "learning.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """With one learner, who is learning."""
    opened = open_store(path, HandClock().read())
    with opened.transaction() as connection:
        make_current(connection, LEARNER)
    yield opened
    opened.close()
