from __future__ import annotations

import pytest

from sync_server.audit import domain
from sync_server.audit.models import Entry
from tests.factories.staff import an_administrator, signed_in, text

pytestmark = pytest.mark.django_db


def test_an_entry_is_found_by_what_it_is_about() -> None:
    domain.record("account 1", "learner.opened", "learner abc")
    staff = signed_in(an_administrator())
    assert "learner abc" in text(staff, "/admin/audit/entry/?q=abc")
    assert "learner abc" not in text(staff, "/admin/audit/entry/?q=xyz")


def test_an_entry_can_be_read_and_not_taken_out() -> None:
    domain.record("account 1", "learner.opened", "learner abc", "with a ticket")
    address = f"/admin/audit/entry/{Entry.objects.get().pk}"
    staff = signed_in(an_administrator())
    assert "with a ticket" in text(staff, f"{address}/change/")
    staff.post(f"{address}/delete/", {"post": "yes"})
    assert Entry.objects.filter(object="learner abc").exists()
