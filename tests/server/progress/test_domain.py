from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cor_protocol.facts import Digest, Fact, FactSet, digest_of
from cor_protocol.ids import new_learner_id
from cor_protocol.wire import SentFact
from sync_server.audit import queries as audit
from sync_server.progress import domain, queries
from sync_server.progress.models import Epoch, Record
from sync_server.progress.models import Fact as FactRow
from tests.factories.facts import OTHER_LEARNER, a_fact, fact_lists
from tests.factories.server import Device, a_device, another_device_of, only_on_sqlite


def _facts(reply: Any) -> set[Fact]:
    return {sent.fact for sent in reply.facts}


def test_the_first_sync_is_answered_with_revision_one_and_the_digest(device: Device, client: Client) -> None:
    reply = device.sync(client, [a_fact()])
    assert (reply.revision, reply.digest, reply.facts, dict(reply.control)) == (1, digest_of([a_fact()]), (), {})


def test_a_sync_with_nothing_new_does_not_raise_the_revision(device: Device, client: Client) -> None:
    assert device.sync(client).revision == 0
    first = device.sync(client, [a_fact()])
    assert device.sync(client, [a_fact()]).revision == first.revision


def test_of_two_stamps_the_smaller_stays_whichever_came_first(device: Device, client: Client) -> None:
    early, late = a_fact(wall=1), a_fact(wall=2)
    device.sync(client, [late])
    assert device.sync(client, [early]).digest == digest_of([early])
    assert _facts(device.sync(client, [late], revision=2)) == {early}


def test_a_fact_that_came_in_is_not_sent_back(device: Device, client: Client) -> None:
    assert device.sync(client, [a_fact()], revision=0).facts == ()
    assert device.sync(client, [a_fact()], revision=0).facts == ()


def test_another_device_gets_what_is_newer_than_its_revision_and_no_more(device: Device, client: Client) -> None:
    other = another_device_of(device)
    known = device.sync(client, [a_fact("a-module:old")])
    device.sync(client, [a_fact("a-module:new")])
    assert _facts(other.sync(client, revision=known.revision)) == {a_fact("a-module:new")}


def test_the_revision_rises_once_for_a_message_of_many_facts(device: Device, client: Client) -> None:
    assert device.sync(client, [a_fact("a-module:one"), a_fact("a-module:two")]).revision == 1


def test_a_full_exchange_gives_what_the_client_lacks_or_has_larger(device: Device, client: Client) -> None:
    lacking, smaller, equal = a_fact("a-module:lacking"), a_fact("a-module:smaller"), a_fact("a-module:equal")
    known = device.sync(client, [lacking, smaller, equal])
    mine = [a_fact("a-module:smaller", wall=9), equal, a_fact("a-module:mine")]
    reply = device.sync(client, mine, revision=known.revision, full=True)
    assert _facts(reply) == {lacking, smaller}
    assert reply.digest == digest_of([lacking, smaller, equal, a_fact("a-module:mine")])


@pytest.mark.parametrize("revision", [7, 2**40, -3])
def test_a_client_that_knows_more_than_the_server_is_told_everything(
    device: Device, client: Client, revision: int
) -> None:
    device.sync(client, [a_fact()])
    assert _facts(another_device_of(device).sync(client, revision=revision)) == {a_fact()}


def test_unknown_kinds_are_kept_relayed_and_hashed_as_they_are(device: Device, client: Client) -> None:
    strange = a_fact("x.y:z_1-2", kind="from.the.future", epoch=2**31 - 1, wall=-(2**40))
    assert device.sync(client, [strange]).digest == digest_of([strange])
    assert _facts(another_device_of(device).sync(client)) == {strange}


def test_a_fact_keeps_the_learner_id_it_was_made_under(device: Device, client: Client) -> None:
    as_guest = SentFact(a_fact(), OTHER_LEARNER)
    device.sync(client, [as_guest])
    assert another_device_of(device).sync(client).facts == (as_guest,)


def test_a_learner_never_sees_facts_of_another(device: Device, client: Client) -> None:
    a_device().sync(client, [a_fact()])
    assert device.sync(client, full=True).facts == ()


def test_a_key_twice_in_one_message_counts_once(device: Device, client: Client) -> None:
    assert device.sync(client, [a_fact(wall=3), a_fact(wall=2)]).digest == digest_of([a_fact(wall=2)])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(messages=st.lists(st.tuples(fact_lists, st.booleans()), max_size=5))
def test_whatever_comes_the_record_is_the_join_and_its_digest_is_right(
    db: None, client: Client, messages: list[tuple[list[Fact], bool]]
) -> None:
    device, expected, revision = a_device(), FactSet(), 0
    for facts, full in messages:
        before, expected = expected, expected.join(FactSet.of(facts))
        reply = device.sync(client, facts, full=full)
        assert (reply.revision > revision) is (expected != before)
        revision = reply.revision
        assert FactSet.of(queries.facts_of(device.learner)) == expected
        assert reply.digest == queries.stored_digest(device.learner) == queries.computed_digest(device.learner)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=fact_lists, order=st.randoms(use_true_random=False))
def test_order_and_doubling_of_messages_do_not_matter(db: None, client: Client, facts: list[Fact], order: Any) -> None:
    straight, shuffled = a_device(), a_device()
    straight.sync(client, facts)
    again = [*facts, *facts]
    order.shuffle(again)
    for fact in again:
        shuffled.sync(client, [fact])
    assert queries.stored_digest(straight.learner) == queries.stored_digest(shuffled.learner)


@dataclass
class Rows:
    """The rows that statements wrote or gave, and the statements."""

    written: int = 0
    statements: list[str] = field(default_factory=list)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.statements.append(sql)
        result = execute(sql, params, many, context)
        if not sql.lstrip().startswith(("SELECT", "WITH", "SAVEPOINT", "RELEASE")):
            self.written += context["cursor"].rowcount
        return result


@contextmanager
def _counted() -> Iterator[Rows]:
    rows = Rows()
    with connection.execute_wrapper(rows):
        yield rows


def _history(count: int) -> list[Fact]:
    return [a_fact(f"a-module:h{number}") for number in range(count)]


def test_a_sync_writes_its_facts_the_record_and_the_clock_evidence_and_no_more(device: Device, client: Client) -> None:
    with _counted() as rows:
        device.sync(client, [a_fact("a-module:one"), a_fact("a-module:two")])
    assert rows.written <= 2 + 3


def test_a_sync_with_nothing_new_writes_nothing(device: Device, client: Client) -> None:
    known = device.sync(client, [a_fact()])
    with _counted() as rows:
        device.sync(client, revision=known.revision)
    assert rows.written == 0


def test_the_statements_of_a_sync_do_not_grow_with_the_history(device: Device, client: Client) -> None:
    with _counted() as young:
        device.sync(client, [a_fact("a-module:first")])
    known = device.sync(client, _history(1000))
    with _counted() as old:
        device.sync(client, [a_fact("a-module:last")], revision=known.revision)
    assert len(old.statements) <= len(young.statements)


def test_every_statement_of_a_sync_finds_its_rows_by_an_index(device: Device, client: Client) -> None:
    only_on_sqlite()
    device.sync(client, _history(50))
    with _counted() as rows:
        another_device_of(device)  # its statements are not a sync's
        rows.statements.clear()
        device.sync(client, [a_fact("a-module:one"), a_fact("a-module:two")], revision=0)
    plans = [_plan(statement) for statement in rows.statements if statement.lstrip().startswith(_READING)]
    assert len(plans) >= 5
    assert [plan for plan in plans if re.search(r"SCAN (progress|accounts|fact)|fact.*\(learner=\?\)", plan)] == []


_READING = ("SELECT", "WITH", "UPDATE")


def _plan(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + statement, ["1"] * statement.count("%s"))
        return "; ".join(str(row[3]) for row in cursor.fetchall())


def test_deleting_leaves_a_tombstone_and_an_audit_entry(device: Device, client: Client) -> None:
    device.sync(client, [a_fact()])
    domain.delete_learner(device.learner, "account 1", "asked for it")
    assert (FactRow.objects.count(), Epoch.objects.count()) == (0, 0)
    assert (queries.is_deleted(device.learner), queries.stored_digest(device.learner)) == (True, Digest())
    assert [entry.reason for entry in audit.entries_about(f"learner {device.learner}")] == ["asked for it"]


@pytest.mark.django_db
def test_a_record_that_never_was_can_be_deleted_before_it_comes() -> None:
    learner = new_learner_id()
    domain.delete_learner(learner, "test", "")
    assert queries.is_deleted(learner)


def test_every_change_of_a_certificate_is_counted_in_the_reply(device: Device, client: Client) -> None:
    domain.count_certificate_change(device.learner)
    domain.count_certificate_change(device.learner)
    assert device.sync(client).control["certificates"] == 2
    assert Record.objects.get().certificates == 2
