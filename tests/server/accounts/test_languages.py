"""The language of an account: where it comes from, who changes it, and what is written in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from sync_server.accounts import invitations, second_factor
from sync_server.accounts.invitations import Newcomer
from sync_server.accounts.languages import kept_of
from sync_server.accounts.models import Role, User
from tests.factories.mails import Mail, mails_to
from tests.factories.server import PASSWORD, SIGN_IN_UNDER_WAY, an_account, an_account_with_password
from tests.factories.staff import an_administrator, signed_in

pytestmark = pytest.mark.django_db

ADA = "ada@example.org"
REGISTRATION = {"email": ADA, "first_name": "Ada", "last_name": "Lovelace", "policy_version": 1}


def newest_to(address: str = ADA) -> Mail:
    return mails_to(address)[-1]


def register_in_the_program(client: Client, wish: str) -> None:
    client.post(
        f"{SIGN_IN_UNDER_WAY}/auth/signup",
        {**REGISTRATION, "password": PASSWORD},
        content_type="application/json",
        headers={"Accept-Language": wish},
    )


@pytest.mark.parametrize(("kept", "spoken"), [("es", "es"), ("", ""), ("xx", "")])
def test_an_account_keeps_one_of_ours_or_none(kept: str, spoken: str) -> None:
    assert kept_of(an_account(language=kept)) == spoken
    assert kept_of(AnonymousUser()) == kept_of(None) == ""


@pytest.mark.parametrize(("wish", "language", "subject"), [("es-AR", "es", "Su código"), ("de", "en", "Your code")])
def test_who_registers_in_the_program_is_written_to_in_its_language(
    client: Client, wish: str, language: str, subject: str
) -> None:
    register_in_the_program(client, wish)
    assert User.objects.get(email=ADA).language == language
    assert newest_to().subject.startswith(subject)


def test_who_registers_on_the_web_is_written_to_in_the_language_of_the_page(client: Client) -> None:
    client.get("/accounts/signup/?language=es")
    client.post("/accounts/signup/", {**REGISTRATION, "password1": PASSWORD})
    mail = newest_to()
    assert (User.objects.get(email=ADA).language, mail.subject) == ("es", "Su código para COR server")
    assert "Vale durante 30 minutos" in mail.message and '<html lang="es" dir="ltr">' in mail.html_message


def test_a_mail_is_in_the_language_of_its_reader_whoever_has_it_sent(client: Client) -> None:
    an_account_with_password(email=ADA, language="es")
    client.post("/accounts/password/reset/", {"email": ADA}, headers={"Accept-Language": "en"})
    assert newest_to().subject == "Su código para una contraseña nueva"
    register_in_the_program(client, "en")
    assert newest_to().subject == "Usted ya tiene una cuenta"


def test_who_has_no_account_is_answered_in_the_language_of_who_asked(client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": ADA}, headers={"Accept-Language": "es"})
    assert newest_to().subject == "No hay ninguna cuenta con esta dirección"


def test_a_second_factor_taken_away_is_told_in_the_language_of_its_owner() -> None:
    one, other = an_administrator(email=ADA, language="es"), an_administrator(email="eve@example.org")
    second_factor.forget(one, "command line", "lost")
    second_factor.forget(other, "command line", "lost")
    assert newest_to().subject == "Se quitó la aplicación de autenticación de su cuenta"
    assert newest_to("eve@example.org").subject.startswith("The authenticator app")


def test_an_invitation_is_in_the_language_it_was_sent_in_with_its_roles() -> None:
    invitations.invite(ADA, [Role.SUPPORT, Role.PRIVACY_OFFICER], "account 1", language="es")
    invitations.invite("eve@example.org", [], "account 1")
    said = " ".join(newest_to().message.split())
    assert "en la función de responsable de privacidad y soporte" in said and "72 horas" in said
    assert "You are invited to learn with COR server." in " ".join(newest_to("eve@example.org").message.split())


def test_an_invitation_to_somebody_known_is_in_the_language_of_their_account() -> None:
    an_account(email=ADA, language="es")
    invitations.invite(ADA, [Role.SUPPORT], "account 1")
    assert newest_to().subject == "Invitación a COR server"


def test_who_accepts_an_invitation_keeps_the_language_of_its_page(client: Client) -> None:
    code = invitations.invite(ADA, [], "account 1").rpartition("/invitation/")[2].rstrip("/")
    given = {"first_name": "Ada", "last_name": "Lovelace", "password": PASSWORD, "again": PASSWORD, "policy_version": 1}
    client.post(f"/accounts/invitation/{code}/", given, headers={"Accept-Language": "es"})
    assert User.objects.get(email=ADA).language == "es"
    again = invitations.invite("eve@example.org", [], "account 1").rpartition("/invitation/")[2].rstrip("/")
    assert invitations.accept(again, Newcomer("Eve", "Other", PASSWORD, 1)).language == "en"


def test_the_switch_changes_the_account_and_leads_back_to_the_page() -> None:
    account = an_account()
    answer = signed_in(account).post("/accounts/language/", {"language": "es", "next": "/accounts/details/"})
    account.refresh_from_db()
    assert (answer["Location"], account.language) == ("/accounts/details/", "es")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_switch_leads_to_no_other_site(elsewhere: str) -> None:
    answer = signed_in(an_account()).post("/accounts/language/", {"language": "es", "next": elsewhere})
    assert answer["Location"] == "/accounts/"


def test_a_language_that_is_not_ours_changes_nothing() -> None:
    account = an_account(language="es")
    signed_in(account).post("/accounts/language/", {"language": "xx"})
    account.refresh_from_db()
    assert account.language == "es"


def test_the_switch_needs_the_readers_own_form() -> None:
    account = an_account()
    browser, strict = signed_in(account), Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    assert strict.post("/accounts/language/", {"language": "es"}).status_code == 403
    account.refresh_from_db()
    assert account.language == ""


def test_the_page_of_the_account_shows_its_language_and_changes_it() -> None:
    account = an_account(language="en")
    browser, said = signed_in(account), {"first_name": "Ada", "last_name": "Lovelace", "language": "es"}
    assert "<dd>English</dd>" in browser.get("/accounts/").content.decode()
    page: Any = browser.post("/accounts/details/", said, follow=True).content.decode()
    account.refresh_from_db()
    assert (account.language, "Sus cambios están guardados." in page, "<dd>Español</dd>" in page) == ("es", True, True)


def test_a_choice_before_the_sign_in_gives_way_to_what_is_chosen_after() -> None:
    account = an_account(language="en")
    browser = signed_in(account)
    browser.get("/accounts/?language=es")
    assert 'lang="es"' in browser.get("/accounts/").content.decode()[:80]
    browser.post("/accounts/language/", {"language": "en"})
    assert 'lang="en"' in browser.get("/accounts/").content.decode()[:80]


def test_the_language_goes_with_the_account() -> None:
    account = an_account(language="es")
    account.delete()
    assert not User.objects.filter(language="es").exists()
