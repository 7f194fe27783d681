from __future__ import annotations

import pytest
from django.db import transaction

from cor_protocol.facts import Digest, Key
from sync_server.progress import sql
from sync_server.progress.sql import Record
from tests.factories.facts import DEVICE, LEARNER, OTHER_LEARNER, a_fact, sent

pytestmark = pytest.mark.django_db
MANY = [sent(a_fact(f"a-module:n{number}")) for number in range(450)]


def test_a_record_is_made_when_it_is_first_asked_for() -> None:
    with transaction.atomic():
        assert sql.lock_record(LEARNER) == Record(LEARNER, 0, Digest(), 0, False, None)


def test_a_record_is_read_as_it_was_written() -> None:
    sql.lock_record(LEARNER)
    changed = Record(LEARNER, 7, Digest(3, 2**128 - 1), 0, False, None)
    sql.write_record(changed)
    assert sql.lock_record(LEARNER) == changed


def test_more_facts_than_fit_one_statement_are_read_all_the_same() -> None:
    sql.write_facts(LEARNER, MANY, 1, 5)
    assert set(sql.facts_among(LEARNER, [each.fact.key for each in MANY])) == set(MANY)
    assert set(sql.all_facts(LEARNER)) == set(MANY)


def test_only_the_facts_asked_for_are_read() -> None:
    sql.write_facts(LEARNER, MANY[:3], 1, 5)
    sql.write_facts(OTHER_LEARNER, MANY[:1], 1, 5)
    wanted = [MANY[0].fact.key, Key("activity.finished", "a-module:unknown", DEVICE)]
    assert sql.facts_among(LEARNER, wanted) == MANY[:1]
    assert sql.facts_among(LEARNER, []) == []


def test_facts_are_found_between_two_revisions() -> None:
    for revision, each in enumerate(MANY[:4], start=1):
        sql.write_facts(LEARNER, [each], revision, 5)
    assert sql.facts_since(LEARNER, 1, 3) == MANY[1:3]


def test_a_fact_written_again_takes_the_new_stamp_and_revision() -> None:
    smaller = sent(a_fact(wall=0), OTHER_LEARNER)
    sql.write_facts(LEARNER, [sent(a_fact(wall=1))], 1, 5)
    sql.write_facts(LEARNER, [smaller], 2, 6)
    assert sql.facts_since(LEARNER, 1, 2) == sql.all_facts(LEARNER) == [smaller]
