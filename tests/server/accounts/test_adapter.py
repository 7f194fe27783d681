from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from sync_server.accounts.hashers import Argon2id
from sync_server.accounts.models import User
from sync_server.accounts.session_store import SessionStore
from tests.factories.server import PASSWORD, SIGN_IN_UNDER_WAY, an_account, an_account_with_password

pytestmark = pytest.mark.django_db


def _step(client: Client, path: str, session: str = "", **body: Any) -> Any:
    headers = {"X-Session-Token": session} if session else {}
    return client.post(f"{SIGN_IN_UNDER_WAY}/auth/{path}", body, content_type="application/json", headers=headers)


def _signup(client: Client, **changes: Any) -> Any:
    person = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "password": PASSWORD}
    return _step(client, "signup", **(person | {"policy_version": 1} | changes))


def _alike(answer: Any) -> tuple[int, Any]:
    """Status and body without the token, which is another each time."""
    body = json.loads(answer.content)
    body.get("meta", {}).pop("session_token", None)
    return answer.status_code, body


def _count_hashing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes every costly run of Argon2id; the real one still happens."""
    runs: list[str] = []

    def counted(name: str) -> Any:
        original = getattr(Argon2id, name)

        def run(*given: Any) -> Any:
            runs.append(name)
            return original(*given)

        return run

    for name in ("encode", "verify"):
        monkeypatch.setattr(Argon2id, name, counted(name))
    return runs


def _cost(runs: list[str], answer: Any) -> tuple[int, Any, int]:
    cost = len(runs)
    runs.clear()
    return (*_alike(answer), cost)


def test_asvs_6_3_8_an_unknown_address_is_answered_like_a_wrong_password(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, runs = an_account_with_password(), _count_hashing(monkeypatch)
    addresses = [known.email, "nobody@example.org", an_account().email]
    answers = [_cost(runs, _step(client, "login", email=each, password="not the one at all")) for each in addresses]
    assert answers[0][0] == 400
    assert answers == [answers[0]] * 3


def test_asvs_6_3_8_a_known_and_an_unknown_address_register_alike(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_account_with_password(email="known@example.org")
    runs = _count_hashing(monkeypatch)
    known, unknown = (_cost(runs, _signup(client, email=f"{name}@example.org")) for name in ("known", "unknown"))
    assert (known[0], known[2]) == (401, 1)
    assert known == unknown


def test_asvs_6_3_8_a_known_and_an_unknown_address_ask_for_a_reset_alike(client: Client) -> None:
    known = an_account_with_password().email
    answers = [_step(client, "password/request", email=email) for email in (known, "nobody@example.org")]
    assert _alike(answers[0]) == _alike(answers[1])
    for key, password in (("BCDF-GHJK", "short"), ("BCDF-GHJK", PASSWORD), ("", "short")):
        tries = [
            _step(client, "password/reset", answer.json()["meta"]["session_token"], key=key, password=password)
            for answer in answers
        ]
        assert _alike(tries[0]) == _alike(tries[1])


def test_asvs_6_3_8_a_disabled_account_is_answered_like_a_wrong_password(client: Client) -> None:
    account = an_account_with_password(is_active=False)
    right, wrong = (_step(client, "login", email=account.email, password=each) for each in (PASSWORD, "x" * 20))
    assert _alike(right) == _alike(wrong)


def test_an_address_is_known_however_it_is_written(client: Client) -> None:
    an_account_with_password(email="ada@example.org")
    assert _step(client, "login", email=" Ada@EXAMPLE.org", password=PASSWORD).status_code == 200
    _signup(client, email="ADA@example.org ")
    assert User.objects.count() == 1


@pytest.mark.parametrize("password", ["heron wading b", "a\u0000heron wading by", "a \ud800 heron wading by"])
def test_asvs_6_2_1_a_password_that_breaks_a_rule_is_refused_in_words(client: Client, password: str) -> None:
    answer = _signup(client, password=password)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["param"], error["message"][-1]) == (400, "password", ".")
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["login", "password/request"])
@pytest.mark.parametrize("email", ["a@example.\ud800org", "x" * 300 + "@example.org", "", "ada"])
def test_what_no_address_is_does_not_make_the_server_fail(client: Client, path: str, email: str) -> None:
    assert _step(client, path, email=email, password="\ud800" * 20).status_code == 400


def test_a_signup_that_nobody_confirmed_gives_way_to_whoever_owns_the_address(client: Client) -> None:
    _signup(client, email="new@example.org")
    owner = an_account_with_password()
    session = _step(client, "login", email=owner.email, password=PASSWORD).json()["meta"]["session_token"]
    _step(client, "reauthenticate", session, password=PASSWORD)
    address = f"{SIGN_IN_UNDER_WAY}/account/email"
    headers = {"X-Session-Token": session}
    cache.clear()  # one code to an address every ten seconds
    assert client.post(address, {"email": "new@example.org"}, "application/json", headers=headers).status_code == 200
    code = SessionStore(session)["account_email_verification_code"]["code"]
    assert _step(client, "email/verify", session, key=code).status_code == 200
    assert [account.pk for account in User.objects.filter(email="new@example.org")] == [owner.pk]


def test_the_address_of_somebody_who_proved_it_is_taken_from_nobody(client: Client) -> None:
    first, second = an_account_with_password(email="mine@example.org"), an_account_with_password()
    session = _step(client, "login", email=second.email, password=PASSWORD).json()["meta"]["session_token"]
    _step(client, "reauthenticate", session, password=PASSWORD)
    headers = {"X-Session-Token": session}
    client.post(f"{SIGN_IN_UNDER_WAY}/account/email", {"email": first.email}, "application/json", headers=headers)
    code = SessionStore(session)["account_email_verification_code"]["code"]
    assert _step(client, "email/verify", session, key=code).status_code == 400
    assert User.objects.get(email=first.email) == first
