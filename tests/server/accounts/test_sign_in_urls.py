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
