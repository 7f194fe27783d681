from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.views import defaults
from pytest_django.fixtures import Settings

from sync_server.common.clock import now_datetime
from tests.factories.staff import an_administrator, signed_in

pytestmark = pytest.mark.django_db

STRICT = ("default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'")


def test_a_browser_that_refuses_cookies_is_told_so_plainly_at_the_sign_in() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a@example.org", "password": "x"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "Your browser refused a cookie" in page and 'href="/admin/"' in page and 'href="/verify/"' in page


def test_a_page_that_was_open_for_too_long_is_not_called_a_refused_cookie() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/admin/login/")
    response = client.post("/admin/login/", {"username": "a@example.org", "password": "x"})
    assert "This page was open for too long" in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/verify/", "/verify/COR-0000-0000-0000", "/no-such-page"])
def test_pages_run_nothing_foreign_and_nothing_inline(client: Client, address: str) -> None:
    response = client.get(address)
    policy, page = response["Content-Security-Policy"], response.content.decode()
    assert all(rule in policy for rule in STRICT) and "unsafe" not in policy
    assert "<script" not in page and "style=" not in page and "<style" not in page


@pytest.mark.parametrize("address", ["/", "/verify/", "/no-such-page"])
def test_pages_for_everybody_set_no_cookie(client: Client, address: str) -> None:
    assert not client.get(address).cookies


def test_a_missing_page_says_so_in_our_look(client: Client) -> None:
    response = client.get("/no-such-page")
    assert response.status_code == 404
    assert "There is no page at this address" in response.content.decode()


def test_a_page_that_is_not_open_says_so_in_our_look() -> None:
    response = defaults.permission_denied(RequestFactory().get("/"), PermissionError())
    assert (response.status_code, b"This page is not open to you" in response.content) == (403, True)


def test_our_own_mistake_is_told_with_the_contact(settings: Settings) -> None:
    settings.COR_HELP = "help@cedar.example"
    page = defaults.server_error(RequestFactory().get("/")).content.decode()
    assert "Something went wrong on our side" in page and "help@cedar.example" in page


def test_asvs_7_3_1_staff_who_rest_for_an_hour_are_signed_out() -> None:
    staff = signed_in(an_administrator())
    staff.get("/admin/")
    ends = Session.objects.get().expire_date - now_datetime()
    assert timedelta(minutes=59) < ends <= timedelta(hours=1)
    Session.objects.update(expire_date=now_datetime())
    assert staff.get("/admin/").status_code == 302
