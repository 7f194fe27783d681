"""What is held of a learner, made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cor_desktop.actions.my_data import Held, KeptFact
from cor_desktop.learning.catalog import Catalog
from cor_desktop.presenters.my_data.names import Times, Titles
from tests.factories.facts import DEVICE, LEARNER, a_fact
from tests.factories.modules import a_module
from tests.factories.packs import a_catalog
from tests.fakes.clock import TUESDAY, HandClock

A_DAY = 86_400


def kept(
    kind: str, item: str, *, days_ago: int = 0, device: str = DEVICE, origin: str = LEARNER, sent: bool = True
) -> KeptFact:
    """A fact as it is held here."""
    fact = a_fact(item, kind=kind, device=device, wall=TUESDAY - days_ago * A_DAY)
    return KeptFact(fact, origin, sent)


@pytest.fixture
def holding() -> Callable[..., Held]:
    """What is held of somebody with an account: the facts that are given, and whatever else is named."""

    def made(*facts: KeptFact, **more: object) -> Held:
        return Held(LEARNER, DEVICE, has_account=True, signed_in=True, facts=facts, **more)  # type: ignore[arg-type]

    return made


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return a_catalog(tmp_path / "pack", a_module("one", "two"))


@pytest.fixture
def titles(catalog: Catalog) -> Titles:
    return Titles(catalog)


@pytest.fixture
def times() -> Times:
    reading = HandClock().read()
    return Times(reading.wall, reading.offset)
