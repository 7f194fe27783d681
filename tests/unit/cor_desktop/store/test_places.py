"""The page a learner had open."""

from __future__ import annotations

from cor_desktop.store.places import Place, keep_place, places
from cor_desktop.store.store import Store
from tests.factories.facts import LEARNER, OTHER_LEARNER


def test_the_page_opened_last_is_the_place(store: Store) -> None:
    with store.transaction() as connection:
        keep_place(connection, LEARNER, "a-module", Place(1, "one"))
        keep_place(connection, LEARNER, "a-module", Place(2, "two"))
        assert places(connection, LEARNER) == {"a-module": Place(2, "two")}
        assert places(connection, OTHER_LEARNER) == {}
