from __future__ import annotations

from cor_desktop.store import learners
from cor_desktop.store.corrections import corrections, keep
from cor_desktop.store.store import Store
from cor_protocol.corrections import SET, TAKEN_BACK, Correction
from tests.factories.facts import LEARNER, OTHER_LEARNER

ONE = Correction("one", "module.completed", "a-module:1", TAKEN_BACK, 0, 20, "Mixed up.")
TWO = Correction("two", "module.completed", "a-module:1", SET, 5, 10, "Seen on paper.")


def test_they_are_kept_once_in_the_order_in_which_they_were_made(store: Store) -> None:
    with store.transaction() as connection:
        keep(connection, LEARNER, [ONE, TWO])
        keep(connection, LEARNER, [ONE._replace(reason="Another.")])
        assert corrections(connection, LEARNER) == (TWO, ONE)
        assert corrections(connection, OTHER_LEARNER) == ()


def test_they_go_with_their_learner(store: Store) -> None:
    with store.transaction() as connection:
        keep(connection, LEARNER, [ONE])
        learners.re_key(connection, LEARNER, OTHER_LEARNER)
        assert (corrections(connection, LEARNER), corrections(connection, OTHER_LEARNER)) == ((), (ONE,))
        learners.forget(connection, OTHER_LEARNER)
        assert corrections(connection, OTHER_LEARNER) == ()
