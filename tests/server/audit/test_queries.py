from __future__ import annotations

import pytest

from sync_server.audit import domain, queries


@pytest.mark.django_db
def test_entries_about_one_thing_are_found_newest_first() -> None:
    domain.record("account 1", "record.opened", "learner a")
    domain.record("account 1", "record.opened", "learner b")
    domain.record("account 1", "record.closed", "learner a")
    assert [entry.act for entry in queries.entries_about("learner a")] == ["record.closed", "record.opened"]
