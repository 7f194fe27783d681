"""In which language an answer is: the reader's choice, the account's language, the browser's wish, English."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language

from tests.conftest import ExpectedLogs
from tests.factories.server import PASSWORD, a_device, an_account
from tests.factories.staff import an_administrator, signed_in

pytestmark = pytest.mark.django_db

SPANISH = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}
HEADINGS = {"en": '<h2 id="check">Check a certificate</h2>', "es": '<h2 id="check">Comprobar un certificado</h2>'}


def language_of(answer: Any) -> str:
    """The language of a page, as it says itself in two places."""
    told = re.search(r'<html lang="(\w+)" dir="ltr"', answer.content.decode())
    assert told is not None and told[1] == answer["Content-Language"]
    return told[1]


@pytest.mark.parametrize("address", ["/", "/verify/", "/policy/", "/accounts/login/", "/nowhere/"])
def test_a_page_is_in_the_language_that_the_browser_wishes_for(client: Client, address: str) -> None:
    assert language_of(client.get(address)) == "en"
    assert language_of(client.get(address, headers=SPANISH)) == "es"
    assert language_of(client.get(address, headers={"Accept-Language": "de"})) == "en"


def test_the_first_page_says_it_in_both_languages(client: Client) -> None:
    for language, words in HEADINGS.items():
        assert words in client.get("/", headers={"Accept-Language": language}).content.decode()


@pytest.mark.parametrize("address", ["/", "/verify/", "/policy/", "/nowhere/"])
def test_a_reader_chooses_by_the_address_and_no_cookie_is_set(client: Client, address: str) -> None:
    answer = client.get(f"{address}?language=es")
    assert (language_of(answer), answer.cookies.output()) == ("es", "")
    assert language_of(client.get(f"{address}?language=en", headers=SPANISH)) == "en"
    assert language_of(client.get(f"{address}?language=xx", headers=SPANISH)) == "es"


def test_the_answer_of_the_check_page_stays_in_the_language_of_its_form(client: Client) -> None:
    form = client.get("/verify/?language=es").content.decode()
    assert 'action="/verify/?language=es"' in form
    answer = client.post("/verify/?language=es", {"number": "COR-0000-0000-0000", "last_name": "Nobody"})
    assert "No hay ningún certificado con este número y apellido" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/verify/", "/policy/", "/accounts/login/", "/nowhere/"])
def test_no_cache_mistakes_a_page_in_one_language_for_another(client: Client, address: str) -> None:
    answer = client.get(address)
    kept = "no-store" in answer.get("Cache-Control", "") or "no-cache" in answer.get("Cache-Control", "")
    assert "Accept-Language" in answer["Vary"]
    assert "Cookie" in answer["Vary"] or kept or address == "/nowhere/"


def test_a_choice_on_the_pages_of_accounts_goes_with_the_reader_to_the_next(client: Client) -> None:
    assert language_of(client.get("/accounts/login/?language=es")) == "es"
    assert language_of(client.get("/accounts/signup/")) == "es"
    assert language_of(client.get("/")) == "es"
    assert language_of(client.get("/accounts/signup/?language=en")) == "en"
    assert language_of(client.get("/accounts/login/")) == "en"


def test_what_a_link_brought_along_is_not_lost_by_choosing(client: Client) -> None:
    page = client.get("/accounts/login/?next=/accounts/details/").content.decode()
    assert 'href="?next=%2Faccounts%2Fdetails%2F&amp;language=es"' in page


def test_the_language_of_the_account_goes_before_the_browsers() -> None:
    browser = signed_in(an_account(language="es"))
    assert language_of(browser.get("/accounts/")) == "es"
    assert language_of(browser.get("/accounts/", headers={"Accept-Language": "en"})) == "es"
    assert language_of(browser.get("/?language=en")) == "en"


def test_an_account_without_a_language_follows_the_browser() -> None:
    browser = signed_in(an_account())
    assert language_of(browser.get("/accounts/", headers=SPANISH)) == "es"
    assert language_of(browser.get("/accounts/")) == "en"


def test_the_page_after_a_sign_out_goes_on_in_the_language_of_the_account() -> None:
    browser = signed_in(an_account(language="es"))
    page = browser.post("/accounts/logout/", follow=True)
    assert (language_of(page), "Su sesión está cerrada." in page.content.decode()) == ("es", True)


def test_a_session_that_rested_ends_in_the_language_of_the_next_page(time: Any) -> None:
    browser = signed_in(an_account(language="es"))
    browser.get("/accounts/")
    time.forward(3600)
    page = browser.get("/accounts/", follow=True, headers=SPANISH)
    assert "no ocurrió nada durante 30 minutos" in page.content.decode()
    assert language_of(page) == "es"


def test_a_form_that_came_without_its_cookie_is_refused_in_the_readers_language() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", headers=SPANISH)
    assert (answer.status_code, language_of(answer)) == (403, "es")
    assert "Su navegador rechazó una cookie" in answer.content.decode()


def test_django_and_allauth_speak_it_too(client: Client) -> None:
    page = client.post("/accounts/login/", {"login": "", "password": ""}, headers=SPANISH).content.decode()
    assert "Este campo es obligatorio." in page


def test_the_admin_is_in_the_language_of_who_works_there() -> None:
    administrator = an_administrator(language="es")
    page = signed_in(administrator).get("/admin/").content.decode()
    assert '<html lang="es"' in page and "Organizaciones" in page and "Resumen" in page


def test_the_api_answers_in_the_language_asked_for_and_the_problem_stays_a_code(client: Client) -> None:
    said = client.get("/api/v1/accounts/me", headers=SPANISH)
    assert said.json() == {
        "problem": "sign_in_again",
        "message": "Por favor, inicie sesión de nuevo. No se pierde nada de lo que hay en su equipo.",
    }
    assert "Accept-Language" in said["Vary"]
    assert client.get("/api/v1/accounts/me").json()["message"].startswith("Please sign in again.")


def test_a_refused_sync_says_so_in_the_language_asked_for(client: Client) -> None:
    headers = {"Authorization": f"Bearer {a_device().token}", **SPANISH}
    said = client.post("/api/v1/sync", b"{", content_type="application/json", headers=headers).json()
    assert (said["problem"], said["message"][:35]) == ("malformed", "El servidor no entiende el mensaje:")


def test_the_sign_in_of_the_program_answers_in_the_language_asked_for(client: Client) -> None:
    an_account(email="ada@example.org", language="en")
    said = client.post(
        "/_allauth/app/v1/auth/login",
        {"email": "ada@example.org", "password": PASSWORD},
        content_type="application/json",
        headers=SPANISH,
    ).json()
    assert [each["message"] for each in said["errors"]] == [
        "El correo y la contraseña no coinciden. Revise los dos e inténtelo de nuevo."
    ]


def test_a_weak_password_is_explained_in_the_language_asked_for(client: Client) -> None:
    said = client.post(
        "/_allauth/app/v1/auth/signup",
        {"email": "ada@example.org", "password": "short", "first_name": "", "last_name": "L"},
        content_type="application/json",
        headers=SPANISH,
    ).json()
    told = " ".join(each["message"] for each in said["errors"])
    assert "Esta contraseña es demasiado corta" in told and "Por favor, escriba su nombre." in told


def test_nobody_is_answered_in_the_language_of_who_came_before(client: Client) -> None:
    client.get("/", headers=SPANISH)
    client.get("/api/v1/accounts/me", headers=SPANISH)
    assert get_language() == "en"
    assert client.get("/api/v1/accounts/me").json()["message"].startswith("Please")


def test_a_sync_costs_no_query_more_for_its_language(client: Client) -> None:
    device = a_device()
    device.sync(client)
    counts = []
    for header in ("", "es"):
        with CaptureQueriesContext(connection) as queries:
            answer = device.post(client, device.request(), HTTP_ACCEPT_LANGUAGE=header)
        counts.append((answer.status_code, len(queries)))
        assert "Vary" not in answer and "Content-Language" not in answer
    assert counts[0] == counts[1]


def test_a_request_that_is_not_understood_is_answered_by_a_page_in_the_readers_language(client: Client) -> None:
    answer = client.get("/", headers={**SPANISH, "Host": "not a host"})
    assert (answer.status_code, language_of(answer)) == (400, "es")
    assert "El servidor no entendió esto" in answer.content.decode()


def test_a_mistake_of_ours_is_owned_up_to_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLogs
) -> None:
    expected_log("ZeroDivisionError")
    monkeypatch.setattr("sync_server.policies.queries.newest", lambda: 1 / 0)
    answer = Client(raise_request_exception=False).get("/policy/", headers=SPANISH)
    assert (answer.status_code, language_of(answer)) == (500, "es")
    assert "Algo salió mal por nuestra parte" in answer.content.decode()
