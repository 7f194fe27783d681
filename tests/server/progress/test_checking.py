from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cor_protocol.facts import digest_of
from sync_server.audit import queries as audit
from sync_server.progress import checking, models, sql, tombstones
from sync_server.progress.checking import Checked
from tests.factories.facts import a_fact
from tests.factories.server import Device, a_device

FACTS = [a_fact(f"item-{number}") for number in range(5)]
TRUE = digest_of(FACTS)


@pytest.fixture
def record(device: Device, client: Any) -> Device:
    """A device whose five facts are on the server."""
    device.sync(client, FACTS)
    return device


def by_hand(statement: str, *words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, words)


def total(found: Iterator[Checked]) -> tuple[int, list[str]]:
    pages = list(found)
    return sum(page.records for page in pages), [learner for page in pages for learner in page.mended]


DAMAGES = {
    "a row is lost": "DELETE FROM progress_fact WHERE learner = %s AND item = 'item-3'",
    "a stamp is changed": "UPDATE progress_fact SET wall = wall + 7 WHERE learner = %s AND item = 'item-3'",
    "the digest is changed": "UPDATE progress_record SET total = 'no number at all' WHERE learner = %s",
    "the count is changed": "UPDATE progress_record SET count = 77 WHERE learner = %s",
    "a row became what no client sends": "UPDATE progress_fact SET kind = 'Ä B' WHERE learner = %s AND item = 'item-3'",
    "the record is lost": "DELETE FROM progress_record WHERE learner = %s",
    "all rows are lost": "DELETE FROM progress_fact WHERE learner = %s",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_b3_a_record_damaged_by_hand_is_found_and_whole_after_the_next_sync(
    damage: str, record: Device, client: Any
) -> None:
    by_hand(damage, record.learner)
    assert total(checking.check_all())[1] == [record.learner]
    if record.sync(client, [], digest=TRUE).digest != TRUE:  # which is why the client sends everything
        record.sync(client, FACTS, full=True)
    assert [sent.fact for sent in sorted(sql.all_facts(record.learner))] == sorted(FACTS)
    assert (total(checking.check_all()), record.sync(client, []).digest) == ((1, []), TRUE)


def test_without_the_check_a_lost_row_is_not_noticed_which_is_why_it_is_there(record: Device, client: Any) -> None:
    by_hand(DAMAGES["a row is lost"], record.learner)
    assert record.sync(client, []).digest == TRUE


def test_a_full_exchange_finds_a_lost_row_by_itself(record: Device, client: Any) -> None:
    by_hand(DAMAGES["a row is lost"], record.learner)
    assert record.sync(client, FACTS[:3], full=True).digest == digest_of([*FACTS[:3], FACTS[4]])
    assert record.sync(client, FACTS, full=True).digest == TRUE


def test_what_is_mended_is_in_the_audit_and_nothing_else_is(record: Device) -> None:
    by_hand(DAMAGES["a row is lost"], record.learner)
    for _ in range(2):
        total(checking.check_all())
    (entry,) = audit.entries_about(f"learner {record.learner}")
    assert (entry.act, entry.reason) == ("record.mended", "5 facts known, 4 there")


def test_facts_under_a_tombstone_are_taken_out(record: Device) -> None:
    models.Record.objects.filter(learner=record.learner).update(deleted_at=1, count=0, total="0" * 32)
    assert total(checking.check_all())[1] == [record.learner]
    assert sql.all_facts(record.learner) == []


def test_a_tombstone_without_facts_is_as_it_should_be(record: Device) -> None:
    tombstones.entomb(record.learner, 1)
    assert total(checking.check_all()) == (1, [])


def test_records_have_their_turn_once_in_32_hours(client: Any, db: None) -> None:
    devices = [a_device() for _ in range(40)]
    for device in devices:
        device.sync(client, FACTS)
        by_hand(DAMAGES["a row is lost"], device.learner)
    turns = [total(checking.check_slice(490_000 + hour)) for hour in range(32)]
    assert sorted(learner for _, mended in turns for learner in mended) == sorted(each.learner for each in devices)
    assert sum(number for number, _ in turns) == 40


def test_more_records_than_one_page_are_all_looked_at(db: None) -> None:
    made = [
        models.Record(learner=f"{number:03d}".translate(str.maketrans("0189", "abcd")) * 8) for number in range(250)
    ]
    models.Record.objects.bulk_create(made)
    assert total(checking.check_all()) == (250, [])


def test_looking_at_a_record_that_holds_writes_nothing(record: Device) -> None:
    with CaptureQueriesContext(connection) as asked:
        total(checking.check_all())
    assert [each["sql"] for each in asked if not each["sql"].lstrip().startswith("SELECT")] == []
