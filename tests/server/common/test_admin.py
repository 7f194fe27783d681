from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory

from sync_server.common.admin import actor_of, in_words, may, moment, whole
from tests.factories.server import an_account
from tests.factories.staff import an_administrator, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (["one", 2], ["one", "2"]),
        ([], ["–"]),
        (None, ["–"]),
        ("", ["–"]),
        (0, ["0"]),
        (date(2026, 11, 3), ["3 Nov 2026"]),
        (datetime(2026, 11, 3, 4, 5, tzinfo=UTC), ["3 Nov 2026, 04:05 UTC"]),
    ],
)
def test_values_are_shown_as_people_read_them(value: object, lines: list[str]) -> None:
    assert in_words(value) == lines


def test_a_time_that_is_not_known_is_a_dash() -> None:
    assert moment(None) == "–"


def test_text_in_one_line_is_never_read_as_markup() -> None:
    assert "<b>" not in whole("<b>")


def test_the_audit_names_the_id_and_the_role() -> None:
    request = RequestFactory().get("/")
    request.user = an_administrator()
    assert actor_of(request) == f"account {request.user.pk} (administrator)"
    request.user = an_account(is_staff=True)
    assert actor_of(request) == f"account {request.user.pk} (staff)"


def test_staff_without_a_role_may_nothing() -> None:
    request = RequestFactory().get("/")
    request.user = an_account(is_staff=True)
    assert not may(request, "accounts.view_user")


@pytest.mark.parametrize("page", ["audit/entry", "catalog/moduleversion", "certificates/credential", "accounts/user"])
def test_nothing_is_added_in_the_admin(page: str) -> None:
    assert signed_in(an_administrator()).get(f"/admin/{page}/add/").status_code == 403
