"""Facts on disk obey the laws of FactSet, and their digest is kept with them."""

from __future__ import annotations

import itertools
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cor_desktop.store import facts
from cor_desktop.store.learners import make_current
from cor_desktop.store.store import Store, open_store
from cor_protocol.facts import Fact, FactSet, digest_of
from tests.factories.facts import LEARNER, OTHER_LEARNER, a_fact, fact_lists, sent
from tests.fakes.clock import HandClock

_names = itertools.count()


def join(store: Store, *some: Fact, unsent: bool = True, origin: str = LEARNER) -> bool:
    with store.transaction() as connection:
        return facts.join(connection, LEARNER, [sent(fact, origin) for fact in some], unsent=unsent)


def kept(store: Store) -> FactSet:
    with store.reading() as connection:
        return FactSet.of(fact for fact, _ in facts.all_facts(connection, LEARNER))


def unsent(store: Store) -> set[Fact]:
    with store.reading() as connection:
        return {fact for fact, _ in facts.unsent_facts(connection, LEARNER)}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(fact_lists, max_size=4))
def test_the_store_holds_the_join_and_its_digest_after_every_commit(tmp_path: Path, batches: list[list[Fact]]) -> None:
    store = open_store(tmp_path / f"{next(_names)}.db", HandClock().read())
    with store.transaction() as connection:
        make_current(connection, LEARNER)
    expected = FactSet()
    for batch in batches:
        join(store, *batch)
        expected = expected.join(FactSet.of(batch))
        with store.reading() as connection:
            assert facts.read_digest(connection, LEARNER) == digest_of(kept(store)) == expected.digest
    store.close()


def test_joining_tells_whether_anything_changed(store: Store) -> None:
    assert join(store, a_fact(wall=5)) is True
    assert join(store, a_fact(wall=5), a_fact(wall=6)) is False
    assert join(store, a_fact(wall=4)) is True


def test_exactly_the_stamp_that_was_sent_is_marked_as_sent(store: Store) -> None:
    join(store, a_fact("a-module:one", wall=9), a_fact("a-module:two", wall=9))
    in_flight = [sent(a_fact("a-module:one", wall=9)), sent(a_fact("a-module:two", wall=9))]
    join(store, a_fact("a-module:two", wall=3))
    with store.transaction() as connection:
        facts.mark_sent(connection, LEARNER, in_flight)
    assert unsent(store) == {a_fact("a-module:two", wall=3)}


def test_what_came_from_the_server_is_not_sent_back(store: Store) -> None:
    join(store, a_fact(), unsent=False)
    assert unsent(store) == set()


def test_a_full_exchange_counts_everything_as_unsent(store: Store) -> None:
    join(store, a_fact(), unsent=False)
    with store.transaction() as connection:
        facts.mark_all_unsent(connection, LEARNER)
    assert unsent(store) == {a_fact()}


def test_every_fact_keeps_the_learner_id_it_was_made_under(store: Store) -> None:
    join(store, a_fact(), origin=OTHER_LEARNER)
    with store.reading() as connection:
        assert facts.all_facts(connection, LEARNER) == (sent(a_fact(), OTHER_LEARNER),)


def test_one_learners_facts_are_not_anothers(store: Store) -> None:
    join(store, a_fact())
    with store.reading() as connection:
        assert facts.all_facts(connection, OTHER_LEARNER) == ()
        assert facts.holds(connection, LEARNER, a_fact().key)
        assert not facts.holds(connection, OTHER_LEARNER, a_fact().key)
