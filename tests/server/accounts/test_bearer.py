from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.server import Device, a_device


@pytest.mark.django_db
@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer nobody"}, {"Authorization": "Token x"}])
def test_asvs_8_2_1_an_endpoint_of_ones_own_needs_a_token(client: Client, header: dict[str, str]) -> None:
    response = client.get("/api/v1/certificates", headers=header)
    assert (response.status_code, response.json()["problem"]) == (401, "sign_in_again")


def test_a_token_opens_it(client: Client, device: Device) -> None:
    response = client.get("/api/v1/certificates", headers={"Authorization": f"Bearer {device.token}"})
    assert response.status_code == 200


def test_the_scheme_may_be_written_in_any_case(client: Client, db: None) -> None:
    token = a_device().token
    assert client.get("/api/v1/certificates", headers={"Authorization": f"bearer {token}"}).status_code == 200
