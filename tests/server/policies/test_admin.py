from __future__ import annotations

import pytest

from sync_server.policies import domain
from tests.factories.server import an_account
from tests.factories.staff import an_administrator, signed_in, text

pytestmark = pytest.mark.django_db
LIST = "/admin/policies/policyversion/"


def test_versions_are_listed_with_how_many_have_read_them() -> None:
    for _ in range(2):
        domain.acknowledge(an_account().pk, 1)
    page = text(signed_in(an_administrator()), LIST)
    assert "What is kept about you, and why" in page
    assert "2 accounts" in page


def test_a_version_is_shown_and_never_edited() -> None:
    client = signed_in(an_administrator())
    page = text(client, f"{LIST}1/change/")
    assert "What never leaves your computer" in page
    assert "0 accounts" in page
    assert client.post(f"{LIST}1/change/", {"title": "x"}).status_code in (200, 403)
    assert client.get(f"{LIST}add/").status_code == 403
