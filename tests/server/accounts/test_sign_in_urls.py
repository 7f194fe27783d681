from __future__ import annotations

import pytest
from django.test import Client

from sync_server.accounts.sign_in_urls import OFFERED, urlpatterns


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
    answer = client.post("/_allauth/app/v1/auth/login", body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.django_db
def test_a_client_without_cookies_is_no_forgery() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/_allauth/app/v1/auth/login", {}, content_type="application/json").status_code == 400


def test_our_own_steps_stand_in_place_of_allauths() -> None:
    modules = {str(each.pattern): each.callback.view_class.__module__ for each in urlpatterns}
    assert modules["v1/auth/signup"] == modules["v1/auth/login"] == "sync_server.accounts.headless"
