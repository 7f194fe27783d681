from __future__ import annotations

import pytest
from django.test import Client

from sync_server.policies.models import PolicyVersion
from tests.factories.staff import text

pytestmark = pytest.mark.django_db


def test_the_policy_is_a_page_for_everybody() -> None:
    page = text(Client(), "/policy/")
    assert "<h1>What is kept about you, and why</h1>" in page
    assert page.count("<h2>") == 6
    assert "Version 1, " in page


def test_the_page_needs_no_cookie_and_sets_none() -> None:
    assert not Client().get("/policy/").cookies


def test_what_is_written_there_is_text_and_no_markup() -> None:
    PolicyVersion.objects.create(version=2, title="<b>x</b>", text="- <script>x</script>\n")
    page = text(Client(), "/policy/")
    assert "<script>x" not in page
    assert "<b>x" not in page


def test_only_reading_is_possible() -> None:
    assert Client().post("/policy/").status_code == 405
