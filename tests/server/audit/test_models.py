from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sync_server.audit import domain
from sync_server.audit.models import AppendOnly, Entry

pytestmark = pytest.mark.django_db


def test_an_entry_is_never_changed() -> None:
    domain.record("account 1", "record.opened", "learner 2")
    with pytest.raises(AppendOnly):
        Entry.objects.get().save()


def test_an_entry_is_never_deleted() -> None:
    domain.record("account 1", "record.opened", "learner 2")
    with pytest.raises(AppendOnly):
        Entry.objects.get().delete()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(reason=""),
        lambda rows: rows.filter(actor="account 1").delete(),
        lambda rows: rows.bulk_update(list(rows), ["reason"]),
        lambda rows: rows.bulk_create([Entry(act="record.opened")]),
    ],
    ids=["update", "delete", "bulk_update", "bulk_create"],
)
def test_entries_are_not_changed_many_at_once(change: Callable[[Any], object]) -> None:
    domain.record("account 1", "record.opened", "learner 2")
    with pytest.raises(AppendOnly):
        change(Entry.objects.all())


def test_an_entry_is_shown_as_who_did_what() -> None:
    assert str(Entry(act="record.opened", actor="account 1")) == "record.opened by account 1"
