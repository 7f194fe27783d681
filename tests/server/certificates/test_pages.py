from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sync_server.certificates import domain
from sync_server.certificates.models import Credential, State
from tests.factories.certificates import a_credential

pytestmark = pytest.mark.django_db


@pytest.fixture
def credential() -> Any:
    return a_credential()


def check(number: str, last_name: str, address: str = "/verify/") -> str:
    """What the page says to somebody without cookies, whose browser sends no token either."""
    response = Client(enforce_csrf_checks=True).post(address, {"number": number, "last_name": last_name})
    assert response.status_code == 200
    assert not response.cookies
    return str(response.content.decode())


def test_a_valid_certificate_shows_what_it_certifies(credential: Any) -> None:
    page = check(credential.number, "Okafor")
    for shown in (
        "This certificate is valid",
        "Marisol Okafor",
        "Small steps",
        "18 November 2026",
        "0.5 contact hours",
    ):
        assert shown in page


def test_a_number_that_was_heard_and_a_name_without_capitals_are_enough(credential: Any) -> None:
    assert "This certificate is valid" in check(credential.number.lower().replace("-", " "), "okafor")


def test_nothing_is_shown_before_number_and_name(client: Client, credential: Any) -> None:
    page = client.get(f"/verify/{credential.number}").content.decode()
    assert "Marisol" not in page and "Small steps" not in page and "valid" not in page


def test_the_address_in_the_code_asks_only_for_the_name(client: Client, credential: Any) -> None:
    assert f'value="{credential.number}"' in client.get(f"/verify/{credential.number}").content.decode()


def test_the_address_in_the_code_answers_as_well(credential: Any) -> None:
    assert "This certificate is valid" in check(credential.number, "Okafor", f"/verify/{credential.number}")


def test_a_wrong_number_and_a_wrong_name_look_alike(credential: Any) -> None:
    missing = "COR-0000-0000-0000"
    wrong_name = check(credential.number, "Somebody").replace(credential.number, "the number")
    assert wrong_name == check(missing, "Somebody").replace(missing, "the number")
    assert "No certificate with this number and last name" in wrong_name


def test_a_certificate_is_not_shown_to_who_leaves_the_name_out(credential: Any) -> None:
    assert "No certificate" in check(credential.number, "")


def test_a_revoked_certificate_says_why(credential: Any) -> None:
    domain.revoke(credential, "Awarded by mistake.", "account 1")
    page = check(credential.number, "Okafor")
    assert "This certificate was revoked" in page and "Awarded by mistake." in page


def test_a_superseded_certificate_says_so(credential: Any) -> None:
    Credential.objects.update(state=State.SUPERSEDED)
    assert "A newer certificate has taken this one" in check(credential.number, "Okafor")


def test_a_name_in_the_page_is_never_read_as_markup() -> None:
    credential = a_credential(first_name="<script>alert(1)</script>", last_name="Okafor")
    assert "<script>" not in check(credential.number, "Okafor")


def test_an_answer_is_kept_by_no_cache(credential: Any) -> None:
    response = Client().post("/verify/", {"number": credential.number, "last_name": "Okafor"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("number", ["", "🙂", "x" * 5000, "COR-\x00"])
def test_odd_numbers_are_unknown_and_no_fault(number: str) -> None:
    assert "No certificate" in check(number, "Okafor")
