from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.factories.server import a_device, an_account

pytestmark = pytest.mark.django_db


def test_pages_have_a_strict_content_policy(client: Client) -> None:
    headers = client.get("/verify/").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert headers["Referrer-Policy"] == "same-origin"


def test_only_the_admin_may_compile_expressions(client: Client) -> None:
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval';" in policy


def test_strict_transport_is_asked_for_on_https_only(client: Client) -> None:
    assert "Strict-Transport-Security" not in client.get("/verify/").headers
    assert "Strict-Transport-Security" in client.get("/verify/", secure=True).headers


def test_the_api_has_neither_cookies_nor_page_headers(client: Client) -> None:
    response = client.get("/api/v1/server")
    assert sorted(response.headers) == ["Content-Length", "Content-Type"]
    assert not response.cookies


def test_the_admin_checks_where_a_form_comes_from(settings: Settings) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 403


@pytest.mark.parametrize("page", ["", "email/", "logout/", "password/change/", "2fa/", "login/", "password/reset/"])
def test_asvs_14_3_2_no_copy_is_kept_of_a_page_that_is_made_for_one_person(client: Client, page: str) -> None:
    client.force_login(an_account())
    assert "no-store" in client.get(f"/accounts/{page}").headers["Cache-Control"]


@pytest.mark.parametrize("address", ["accounts/me", "accounts/devices", "certificates"])
def test_asvs_14_3_2_no_copy_is_kept_of_what_the_api_tells_of_somebody(client: Client, address: str) -> None:
    headers = {"Authorization": f"Bearer {a_device().token}"}
    assert client.get(f"/api/v1/{address}", headers=headers).headers["Cache-Control"] == "no-store"
