from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sync_server.accounts.sign_in_urls import OFFERED, urlpatterns
from sync_server.accounts.sign_ins import HEADER
from tests.factories.server import an_account_with_password


def test_every_address_that_is_offered_is_there() -> None:
    assert {str(each.pattern) for each in urlpatterns} == OFFERED


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "app/v1/account/authenticators/totp",
        "app/v1/account/phone",
        "app/v1/account/providers",
        "app/v1/auth/provider/token",
        "app/v1/auth/webauthn/reauthenticate",
        "app/v1/tokens/refresh",
        "browser/v1/auth/login",
        "openapi.json",
    ],
)
def test_asvs_8_2_1_the_rest_of_the_interface_is_not_there(client: Client, address: str) -> None:
    assert client.post(f"/_allauth/{address}", {}, content_type="application/json").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body", ['{"email": "a@example.org", "password": "\\ud800"}', "[" * 100_000], ids=["half", "deep"]
)
def test_what_json_can_say_and_nothing_can_keep_is_refused(client: Client, body: str) -> None:
    client.force_login(an_account_with_password())
    headers = {HEADER: client.cookies["sessionid"].value}
    answer = client.post("/_allauth/app/v1/auth/reauthenticate", body, content_type="application/json", headers=headers)
    assert answer.status_code == 400


@pytest.mark.django_db
def test_a_client_without_cookies_is_no_forgery() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/_allauth/app/v1/auth/login", {}, content_type="application/json").status_code == 400


def test_our_own_steps_stand_in_place_of_allauths() -> None:
    views: dict[str, Any] = {str(each.pattern): each.callback for each in urlpatterns}
    modules = {address: view.view_class.__module__ for address, view in views.items()}
    assert modules["v1/auth/signup"] == modules["v1/auth/login"] == "sync_server.accounts.headless"


@pytest.mark.django_db
def test_json_that_is_nested_without_end_is_refused_at_our_own_steps_too(client: Client) -> None:
    answer = client.post("/_allauth/app/v1/auth/login", "[" * 100_000, content_type="application/json")
    assert answer.status_code == 400
