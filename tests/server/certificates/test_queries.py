from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from sync_server.certificates import queries
from tests.factories.certificates import a_credential

pytestmark = pytest.mark.django_db


def test_a_certificate_is_shown_to_who_has_number_and_name() -> None:
    credential = a_credential()
    assert queries.shown_to(credential.number, "Okafor") == credential


@pytest.mark.parametrize("last_name", ["Okafo", "", "Marisol"])
def test_a_certificate_is_shown_to_nobody_with_another_name(last_name: str) -> None:
    assert queries.shown_to(a_credential().number, last_name) is None


def test_certificates_are_checked_at_the_address_that_was_asked_where_none_is_set() -> None:
    assert queries.verify_url("COR-1", "http://10.0.0.7:8000") == "http://10.0.0.7:8000/verify/COR-1"


def test_certificates_are_checked_at_the_public_address_where_it_is_set(settings: Settings) -> None:
    settings.COR_PUBLIC_URL = "https://cor.example.org/"
    assert queries.verify_url("COR-1", "http://10.0.0.7:8000") == "https://cor.example.org/verify/COR-1"


def test_a_certificate_shows_what_the_credential_holds() -> None:
    credential = a_credential()
    shown = queries.certificate_of(credential, "http://here")
    assert (shown.number, shown.holder, shown.title) == (credential.number, "Marisol Okafor", "Small steps")
    assert shown.hours == (("Professional learning", 0.5),)


def test_a_credential_gives_the_same_pdf_every_time() -> None:
    credential = a_credential()
    assert queries.certificate_pdf(credential, "http://here") == queries.certificate_pdf(credential, "http://here")


def test_an_account_has_only_its_own_credentials() -> None:
    mine, other = a_credential(), a_credential()
    assert list(queries.of_account(mine.account_id)) == [mine] and mine != other
