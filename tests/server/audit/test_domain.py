from __future__ import annotations

import pytest

from sync_server.audit import domain, queries
from sync_server.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_each_entry_follows_the_one_before() -> None:
    for number in range(3):
        domain.record("account 1", "record.opened", f"learner {number}", "ticket 4")
    newest, middle, oldest = queries.entries()
    assert (oldest.previous, middle.previous, newest.previous) == (domain.START, oldest.hash, middle.hash)
    assert [entry.hash for entry in queries.entries()] == [domain.hash_of(entry) for entry in queries.entries()]


def test_a_long_reason_is_kept_up_to_its_limit() -> None:
    domain.record("account 1", "record.opened", "learner 1", "x" * 600)
    assert Entry.objects.get().reason == "x" * 500
