from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.test import Client

from sync_server.accounts.models import User
from sync_server.accounts.single_sign_on.identity_provider import Distrust, checked_claims, is_safe
from sync_server.audit.models import Entry
from sync_server.common import clock
from tests.factories.sign_on import BACK, LOGIN, there_and_back, with_sign_on
from tests.fakes.lying_provider import CLIENT, SECRET, LyingProvider, a_key, is_answered_by, lying_provider, query

pytestmark = pytest.mark.django_db
NOW = 1_795_000_000


@pytest.fixture
def provider() -> Iterator[LyingProvider]:
    with lying_provider() as provider:
        yield provider


def _refused(provider: LyingProvider, client: Client, reason: str) -> None:
    """A plain page, nothing half-made, and the reason in the audit without a word of what was sent."""
    organization = with_sign_on(provider)
    answer = there_and_back(client, provider, organization)
    assert (answer.status_code, b"did not work" in answer.content) == (401, True)
    assert User.objects.count() == 0
    assert "_auth_user_id" not in client.session
    row = Entry.objects.latest("id")
    assert (row.actor, row.act, row.reason) == ("nobody", "sign_in.failed", reason)


def test_asvs_10_4_6_the_way_there_carries_pkce_s256_state_and_nonce(client: Client, provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    there_and_back(client, provider, organization)
    asked = provider.asked
    assert (asked["code_challenge_method"], asked["response_type"], asked["client_id"]) == ("S256", "code", CLIENT)
    assert len(asked["nonce"]) == 43
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert is_answered_by(asked["code_challenge"], provider.exchanged["code_verifier"])
    assert provider.exchanged["client_secret"] == SECRET


def test_nothing_that_a_visitor_adds_reaches_the_identity_provider(client: Client, provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    wishes = "?auth_params=nonce%3Dmine%26redirect_uri%3Dhttps%3A//evil.example&scope=admin&process=connect"
    away = client.get(LOGIN.format(organization.slug) + wishes)
    asked = query(away["Location"])
    assert "evil" not in away["Location"]
    assert "admin" not in asked["scope"]
    assert asked["nonce"] != "mine"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://other.example"},
        {"aud": "another-client"},
        {"aud": ["another-client"]},
        {"exp": NOW - 1000},
        {"exp": None},
        {"iat": None},
        {"sub": None},
        {"nbf": 2_000_000_000},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_is_not_believed(
    client: Client, provider: LyingProvider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    _refused(provider, client, "its token does not stand the check")


@pytest.mark.parametrize("nonce", ["of another sign-in", None])
def test_asvs_10_5_1_a_token_that_answers_another_sign_in_is_not_believed(
    client: Client, provider: LyingProvider, nonce: str | None
) -> None:
    provider.claims = {"nonce": nonce}
    _refused(provider, client, "its token does not answer this sign-in")


def test_asvs_10_5_4_a_token_for_several_says_for_which_of_them(client: Client, provider: LyingProvider) -> None:
    provider.claims = {"aud": [CLIENT, "another-client"], "azp": "another-client"}
    _refused(provider, client, "its token was made for another client")


def test_a_token_for_several_that_was_made_for_us_is_believed(client: Client, provider: LyingProvider) -> None:
    provider.claims = {"aud": [CLIENT, "another-client"], "azp": CLIENT}
    assert there_and_back(client, provider, with_sign_on(provider))["Location"] == "/accounts/3rdparty/signup/"


def test_asvs_6_8_2_a_token_signed_with_another_key_is_not_believed(client: Client, provider: LyingProvider) -> None:
    provider.signs_with = a_key(1)
    _refused(provider, client, "its token does not stand the check")


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_asvs_6_8_2_a_token_without_a_signature_of_its_own_is_not_believed(
    client: Client, provider: LyingProvider, algorithm: str
) -> None:
    key = "" if algorithm == "none" else SECRET.ljust(32)
    provider.raw_token = jwt.encode({"sub": "rosa"}, key, algorithm=algorithm, headers={"kid": "1"})
    _refused(provider, client, "its token does not stand the check")


def test_a_token_that_names_an_unknown_key_is_not_believed(client: Client, provider: LyingProvider) -> None:
    provider.raw_token = jwt.encode({"sub": "rosa"}, a_key(), algorithm="RS256", headers={"kid": "9"})
    _refused(provider, client, "it does not know the key of its token")


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        ({"issuer": "https://other.example"}, "another issuer answered in its place"),
        ({"jwks_uri": "http://other.example/jwks"}, "its addresses are not safe ones"),
        ({"token_endpoint": None}, "its addresses are not safe ones"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "its addresses are not safe ones"),
    ],
)
def test_asvs_10_5_3_a_provider_that_is_not_the_one_set_up_gets_nobody_sent_to_it(
    client: Client, provider: LyingProvider, config: dict[str, Any], reason: str
) -> None:
    provider.config = config
    answer = client.get(LOGIN.format(with_sign_on(provider).slug))
    assert (answer.status_code, b"did not work" in answer.content) == (401, True)
    assert Entry.objects.latest("id").reason == reason


@pytest.mark.parametrize("body", [["a list"], "text"])
def test_a_provider_that_answers_something_else_is_told_in_a_sentence(
    client: Client, provider: LyingProvider, body: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "answer", lambda *_: (200, body))
    assert client.get(LOGIN.format(with_sign_on(provider).slug)).status_code == 401
    assert Entry.objects.latest("id").reason == "it does not answer as it should"


def test_a_provider_that_is_away_is_told_in_a_sentence(client: Client) -> None:
    with lying_provider() as provider:
        organization = with_sign_on(provider)
        away = client.get(LOGIN.format(organization.slug))
        back = provider.seen(away["Location"])
    for address in (LOGIN.format(organization.slug), BACK.format(organization.slug) + back):
        answer = client.get(address)
        assert (answer.status_code, b"Nothing is lost" in answer.content) == (401, True)
        assert Entry.objects.latest("id").reason == "it does not answer as it should"


def test_a_code_that_the_provider_refuses_is_told_in_a_sentence(client: Client, provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    away = client.get(LOGIN.format(organization.slug))
    provider.config = {"token_endpoint": f"{provider.issuer}/nothing"}
    answer = client.get(BACK.format(organization.slug) + provider.seen(away["Location"]))
    assert (answer.status_code, Entry.objects.latest("id").reason) == (401, "it did not accept the code")


def test_only_this_computer_is_spoken_to_without_tls() -> None:
    good = ["https://id.example.org", "http://localhost:8000", "http://127.0.0.1:9", "http://[::1]:9"]
    bad = ["http://id.example.org", "http://localhost.evil.example", "ftp://localhost", "", None, 5, "https://"]
    assert [is_safe(address) for address in [*good, *bad]] == [True] * len(good) + [False] * len(bad)


def test_a_token_of_a_provider_with_elliptic_keys_is_believed() -> None:
    key, now = generate_private_key(SECP256R1()), clock.now()
    said = {"iss": "https://id", "aud": "us", "sub": "7", "iat": now, "exp": now + 9, "nonce": "n"}
    public = jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    token = jwt.encode(said, key, algorithm="ES256")
    assert checked_claims(token, {"keys": [public]}, "https://id", "us", "n")["sub"] == "7"
    with pytest.raises(Distrust):
        checked_claims(token, {"keys": []}, "https://id", "us", "n")
    with pytest.raises(Distrust):
        checked_claims(token, {"keys": [public]}, "https://id", "us", "")


def test_an_id_token_alone_opens_no_account(client: Client, provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    there_and_back(client, provider, organization)
    body = {"provider": organization.slug, "process": "login", "token": {"client_id": CLIENT, "id_token": "x"}}
    answer = Client().post("/_allauth/app/v1/auth/provider/token", body, content_type="application/json")
    assert answer.status_code in (400, 404)
