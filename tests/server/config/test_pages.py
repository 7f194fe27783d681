from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.views import defaults
from pytest_django.fixtures import Settings

from sync_server.accounts.models import User
from tests.factories.server import PASSWORD, Device
from tests.factories.staff import an_administrator, signed_in

pytestmark = pytest.mark.django_db

STRICT = ("default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'")


def test_a_browser_that_refuses_cookies_is_told_so_plainly_at_the_sign_in() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org", "password": "x"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "Your browser refused a cookie" in page and "COR Desktop" in page and 'href="/verify/"' in page


def test_a_page_that_was_open_for_too_long_is_not_called_a_refused_cookie() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/accounts/login/")
    response = client.post("/accounts/login/", {"login": "a@example.org", "password": "x"})
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


def test_asvs_6_3_4_the_admin_has_no_sign_in_of_its_own(client: Client) -> None:
    account = an_administrator()
    account.set_password(PASSWORD)
    account.save()
    asked: Any = client.post(
        "/admin/login/?next=/admin/audit/entry/", {"username": account.email, "password": PASSWORD}
    )
    assert (asked.status_code, asked.url) == (302, "/accounts/login/?next=%2Fadmin%2Faudit%2Fentry%2F")
    assert "_auth_user_id" not in client.session


def test_the_admins_way_to_change_a_password_is_the_one_everybody_has() -> None:
    response: Any = signed_in(an_administrator()).get("/admin/password_change/")
    assert (response.status_code, response.url) == (302, "/accounts/password/change/")


def test_staff_who_are_signed_in_pass_by_the_sign_in() -> None:
    response: Any = signed_in(an_administrator()).get("/admin/login/")
    assert (response.status_code, response.url) == (302, "/admin/")


def test_a_learner_who_is_turned_away_is_told_so_and_not_led_in_circles(device: Device) -> None:
    learner = signed_in(User.objects.get(pk=device.account))
    response = learner.get("/admin/", follow=True)
    assert (response.status_code, "This page is not open to you" in response.content.decode()) == (403, True)
