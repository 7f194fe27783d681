from __future__ import annotations

import pytest

from sync_server.audit import domain, queries
from sync_server.audit.models import Entry

pytestmark = pytest.mark.django_db


def _three_entries() -> None:
    for number in range(3):
        domain.record("account 1", "record.opened", f"learner {number}", "ticket 4")


def test_each_entry_follows_the_one_before() -> None:
    _three_entries()
    newest, middle, oldest = queries.entries()
    assert (oldest.previous, middle.previous, newest.previous) == (domain.START, oldest.hash, middle.hash)
    assert queries.first_broken_entry() is None


@pytest.mark.parametrize("field", ["actor", "act", "object", "reason", "hash"])
def test_a_changed_entry_shows(field: str) -> None:
    _three_entries()
    changed = Entry.objects.order_by("id")[1]
    Entry.objects.filter(pk=changed.pk).update(**{field: "x"})
    assert queries.first_broken_entry() == changed.pk


def test_an_entry_taken_out_shows_at_the_next() -> None:
    _three_entries()
    first, middle, last = Entry.objects.order_by("id")
    Entry.objects.filter(pk=middle.pk)._raw_delete("default")
    assert queries.first_broken_entry() == last.pk
    assert first.pk < last.pk
