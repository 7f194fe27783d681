from __future__ import annotations

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


def test_an_entry_is_shown_as_who_did_what() -> None:
    assert str(Entry(act="record.opened", actor="account 1")) == "record.opened by account 1"
