from __future__ import annotations

import pytest
from django.db import connection

from sync_server.audit import domain, queries, triggers
from sync_server.audit.models import Entry

pytestmark = pytest.mark.django_db


def _entries(number: int) -> list[int]:
    """Make entries; gives their ids, oldest first."""
    for each in range(number):
        domain.record("account 1", "record.opened", f"learner {each}", "ticket 4")
    return list(Entry.objects.order_by("id").values_list("id", flat=True))


def _tamper(sql: str, *values: str | int) -> None:
    """What somebody does who owns the database and takes its triggers away."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_entries_about_one_thing_are_found_newest_first() -> None:
    domain.record("account 1", "record.opened", "learner a")
    domain.record("account 1", "record.opened", "learner b")
    domain.record("account 1", "record.closed", "learner a")
    assert [entry.act for entry in queries.entries_about("learner a")] == ["record.closed", "record.opened"]


def test_a_chain_is_whole_and_names_its_newest_hash() -> None:
    _entries(5)
    newest = queries.entries()[0].hash
    assert (queries.verify(), queries.head()) == (queries.Chain(5, newest, ""), newest)


def test_an_audit_without_entries_is_whole() -> None:
    assert queries.verify(queries.head()) == queries.Chain(0, domain.START, "")


@pytest.mark.parametrize("column", ["at", "actor", "act", "object", "reason", "hash"])
def test_a_changed_entry_is_named(column: str) -> None:
    ids = _entries(3)
    value = "2020-01-01 00:00:00+00:00" if column == "at" else "x"
    _tamper(f'UPDATE audit_entry SET "{column}" = %s WHERE id = %s', value, ids[1])
    chain = queries.verify()
    assert (chain.entries, chain.broken) == (1, f"Entry {ids[1]} was changed after it was written.")


@pytest.mark.parametrize("which", [0, 1])
def test_an_entry_taken_out_before_the_end_shows_at_the_next(which: int) -> None:
    ids = _entries(3)
    _tamper("DELETE FROM audit_entry WHERE id = %s", ids[which])
    assert queries.verify().broken.startswith(f"Entry {ids[which + 1]} does not follow the one before")


def test_two_entries_that_changed_places_show() -> None:
    ids = _entries(4)
    for old, new in ((ids[1], 900), (ids[2], ids[1]), (900, ids[2])):
        _tamper("UPDATE audit_entry SET id = %s WHERE id = %s", new, old)
    assert queries.verify().broken.startswith(f"Entry {ids[1]} does not follow the one before")


def test_entries_taken_out_at_the_end_show_beside_a_hash_kept_elsewhere() -> None:
    ids = _entries(3)
    kept = queries.head()
    _tamper("DELETE FROM audit_entry WHERE id = %s", ids[2])
    assert queries.verify().broken == ""
    assert queries.verify(kept).broken.startswith("That hash is not in the chain")


def test_a_chain_written_anew_shows_beside_a_hash_kept_elsewhere() -> None:
    _entries(2)
    kept = queries.head()
    _tamper("DELETE FROM audit_entry")
    domain.record("account 1", "nothing.happened", "learner 1")
    assert (queries.verify().broken, bool(queries.verify(kept).broken)) == ("", True)


def test_a_hash_kept_elsewhere_is_still_in_a_chain_that_grew() -> None:
    _entries(2)
    kept = queries.head()
    _entries(2)
    assert queries.verify(kept).broken == ""
