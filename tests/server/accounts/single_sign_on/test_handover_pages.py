from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from cor_protocol.ids import new_device_id
from sync_server.accounts.models import Handover
from sync_server.accounts.single_sign_on import handover
from tests.factories.server import PASSWORD, an_account, an_account_with_password
from tests.factories.sign_on import a_member_by_sign_on, with_sign_on
from tests.factories.staff import signed_in
from tests.fakes.lying_provider import LyingProvider, lying_provider, query

pytestmark = pytest.mark.django_db
VERIFIER, STATE, PORT = "v" * 43, "s" * 43, 50000
PAGE = f"/accounts/desktop/?challenge={handover.challenge_of(VERIFIER)}&state={STATE}&port={PORT}"


@pytest.fixture
def provider() -> Iterator[LyingProvider]:
    with lying_provider() as provider:
        yield provider


def _rosa() -> Any:
    return an_account_with_password(first_name="Rosa", last_name="Diaz", email="rosa@lakeside.example")


def _target(answer: Any) -> str:
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]*)"', answer.content.decode())
    assert found is not None, answer.content
    return html.unescape(found[1])


def test_looking_at_the_page_gives_no_code() -> None:
    page = signed_in(_rosa()).get(PAGE).content.decode()
    assert "Sign in COR Desktop on this computer as Rosa?" in page
    assert Handover.objects.count() == 0


def test_a_yes_leads_to_this_computer_alone_and_the_code_is_good_for_tokens() -> None:
    target = _target(signed_in(_rosa()).post(PAGE))
    assert target.startswith(f"http://127.0.0.1:{PORT}/?code=")
    answer = query(target)
    assert answer["state"] == STATE
    body = {"code": answer["code"], "verifier": VERIFIER, "device": new_device_id(), "learner": None}
    reply = Client().post("/api/v1/accounts/devices/by-code", body, content_type="application/json")
    assert (reply.status_code, reply.json()["account"]["first_name"]) == (201, "Rosa")
    again = Client().post("/api/v1/accounts/devices/by-code", body, content_type="application/json")
    assert (again.status_code, again.json()["problem"]) == (401, "wrong_credentials")


def test_a_link_or_another_site_cannot_say_yes() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(_rosa())
    assert browser.post(PAGE).status_code == 403
    assert Handover.objects.count() == 0


def test_the_browser_is_signed_out_afterwards() -> None:
    browser = signed_in(_rosa())
    browser.post(PAGE)
    assert "_auth_user_id" not in browser.session


def test_no_form_of_the_page_may_lead_to_another_site_and_nothing_keeps_it() -> None:
    browser = signed_in(_rosa())
    for answer in (browser.get(PAGE), browser.post(PAGE)):
        assert "form-action 'self';" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("port", ["80", "evil.example", "50000@evil.example", ""])
def test_no_other_place_gets_a_code(port: str) -> None:
    browser = signed_in(_rosa())
    answer = browser.post(PAGE.replace(str(PORT), quote(port)))
    assert (answer.status_code, b"Please begin in COR Desktop" in answer.content) == (400, True)
    assert Handover.objects.count() == 0


def test_nobody_signed_in_goes_to_the_sign_in_and_comes_back(client: Client) -> None:
    _rosa()
    to_sign_in = client.get(PAGE)["Location"]
    assert to_sign_in == f"/accounts/login/?next={quote(PAGE, safe='')}"
    back = client.post(to_sign_in, {"login": "rosa@lakeside.example", "password": PASSWORD, "next": PAGE})
    assert back["Location"] == PAGE
    assert b"as Rosa?" in client.get(PAGE).content


def test_an_organization_s_sign_in_is_gone_to_at_once(client: Client, provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    a_member_by_sign_on(Client(), provider, organization)
    page = f"{PAGE}&provider={organization.slug}"
    away = client.get(page)["Location"]
    assert away.startswith(f"{provider.issuer}/authorize?")
    assert "prompt" not in query(away)
    back = client.get(f"/accounts/oidc/{organization.slug}/login/callback/{provider.seen(away)}")
    assert back["Location"] == page
    assert b"as Rosa?" in client.get(page).content


def test_on_a_shared_computer_whoever_was_signed_in_before_is_not_taken(provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    a_member_by_sign_on(Client(), provider, organization)
    browser = signed_in(an_account(first_name="Somebody", last_name="Before"))
    page = f"{PAGE}&provider={organization.slug}&anew=1"
    away = browser.get(page)["Location"]
    assert query(away)["prompt"] == "login"
    browser.get(f"/accounts/oidc/{organization.slug}/login/callback/{provider.seen(away)}")
    assert b"as Rosa?" in browser.get(page).content


def test_somebody_else_than_who_is_signed_in_begins_anew() -> None:
    browser = signed_in(_rosa())
    target = _target(browser.post(PAGE, {"else": "1"}))
    assert target == f"{PAGE}&anew=1"
    assert browser.get(target)["Location"].startswith("/accounts/login/")


def test_an_organization_that_is_gone_leads_to_the_sign_in(client: Client) -> None:
    assert client.get(f"{PAGE}&provider=nobody")["Location"].startswith("/accounts/login/")
