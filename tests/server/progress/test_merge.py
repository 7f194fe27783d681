from __future__ import annotations

from hypothesis import given

from cor_protocol.facts import Fact, FactSet, digest_of
from sync_server.progress import merge
from tests.factories.facts import a_fact, fact_lists, sent


@given(stored=fact_lists, received=fact_lists)
def test_a_join_is_that_of_the_protocol(stored: list[Fact], received: list[Fact]) -> None:
    before = merge.by_key(sent(fact) for fact in stored)
    joined = merge.join(before, merge.by_key(sent(fact) for fact in received), FactSet.of(stored).digest)
    after = before | merge.by_key(joined.accepted)
    expected = FactSet.of(stored).join(FactSet.of(received))
    assert FactSet.of(each.fact for each in after.values()) == expected
    assert joined.digest == expected.digest


def test_what_outdoes_a_received_fact_is_told() -> None:
    stored = merge.by_key([sent(a_fact(wall=1))])
    joined = merge.join(stored, merge.by_key([sent(a_fact(wall=2))]), digest_of([a_fact(wall=1)]))
    assert (joined.accepted, joined.outdone) == ([], [sent(a_fact(wall=1))])


def test_news_leaves_out_what_the_client_has_as_it_is() -> None:
    has = merge.by_key([sent(a_fact("a-module:same")), sent(a_fact("a-module:later", wall=5))])
    stored = [sent(a_fact("a-module:same")), sent(a_fact("a-module:later", wall=1)), sent(a_fact("a-module:new"))]
    assert merge.news(stored, has) == stored[1:]
