"""ASVS 8.2.2: what belongs to somebody else is answered like what does not exist."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sync_server.accounts.models import User
from sync_server.certificates.models import Credential
from tests.factories.certificates import a_credential
from tests.factories.server import Device

pytestmark = pytest.mark.django_db


@pytest.fixture
def credential(device: Device) -> Any:
    return a_credential(User.objects.get(pk=device.account))


def get(client: Client, address: str, device: Device) -> Any:
    return client.get(address, headers={"Authorization": f"Bearer {device.token}"})


def test_a_learner_gets_the_list_of_their_certificates(client: Client, device: Device, credential: Any) -> None:
    assert get(client, "/api/v1/certificates", device).json() == {
        "certificates": [
            {
                "number": credential.number,
                "module": "small-steps",
                "version": 1,
                "title": "Small steps",
                "awarded": credential.awarded_at.date().isoformat(),
                "state": "valid",
                "completed": {
                    **dict.fromkeys(("day", "earliest", "latest", "checked"), "2026-11-18"),
                    "rule": "own",
                },
            }
        ]
    }


def test_a_certificate_from_before_dates_kept_how_they_are_known_says_nothing_of_it(
    client: Client, device: Device, credential: Any
) -> None:
    Credential.objects.update(completed_by=[])
    (row,) = get(client, "/api/v1/certificates", device).json()["certificates"]
    assert row["completed"] is None


def test_a_learner_without_certificates_gets_an_empty_list(client: Client, device: Device) -> None:
    a_credential()
    assert get(client, "/api/v1/certificates", device).json() == {"certificates": []}


def test_a_learner_opens_a_certificate_as_a_pdf(client: Client, device: Device, credential: Any) -> None:
    response = get(client, f"/api/v1/certificates/{credential.number}.pdf", device)
    assert response["Content-Type"] == "application/pdf"
    assert "Ada Lovelace" in pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()


def test_a_certificate_can_be_had_on_a4(client: Client, device: Device, credential: Any) -> None:
    response = get(client, f"/api/v1/certificates/{credential.number}.pdf?paper=a4", device)
    assert round(pypdf.PdfReader(io.BytesIO(response.content)).pages[0].mediabox.width) == 842


def test_a_certificate_names_the_public_address_of_its_server(
    client: Client, device: Device, credential: Any, settings: Settings
) -> None:
    settings.COR_PUBLIC_URL = "https://cor.example.org"
    response = get(client, f"/api/v1/certificates/{credential.number}.pdf", device)
    assert "cor.example.org/verify/" in pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()


def test_asvs_8_2_2_a_foreign_certificate_and_a_missing_one_look_alike(client: Client, device: Device) -> None:
    foreign = get(client, f"/api/v1/certificates/{a_credential().number}.pdf", device)
    missing = get(client, "/api/v1/certificates/COR-0000-0000-0000.pdf", device)
    assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content)
    assert foreign.status_code == 404


@pytest.mark.parametrize("address", ["/api/v1/certificates", "/api/v1/certificates/COR-0000-0000-0000.pdf"])
def test_asvs_8_3_1_nobody_gets_anything_without_a_token(client: Client, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.json()["problem"]) == (401, "sign_in_again")


def test_a_certificate_is_found_by_its_number_however_it_is_written(
    client: Client, device: Device, credential: Any
) -> None:
    written = credential.number.lower().replace("-", "") + "%00"  # a zero, too, which PostgreSQL does not take
    assert get(client, f"/api/v1/certificates/{written}.pdf", device).status_code == 200
