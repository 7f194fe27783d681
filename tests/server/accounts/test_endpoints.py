from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cor_protocol.ids import new_device_id, new_learner_id
from sync_server.accounts.hashers import Argon2id
from sync_server.accounts.models import DeviceToken, User
from sync_server.common.keys import server_public_key
from sync_server.progress.domain import delete_learner
from tests.factories.server import PASSWORD, Device, an_account

pytestmark = pytest.mark.django_db


def _machine(**changes: Any) -> dict[str, Any]:
    machine = {"learner": new_learner_id(), "device": new_device_id(), "platform": "linux", "client": "0.1.0"}
    return machine | changes


def _register(client: Client, **changes: Any) -> Any:
    person = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "password": PASSWORD}
    return client.post("/api/v1/accounts/register", person | _machine() | changes, content_type="application/json")


def _sign_in(client: Client, **changes: Any) -> Any:
    given = {"email": "ada@example.org", "password": PASSWORD, **_machine(), **changes}
    return client.post("/api/v1/accounts/sign-in", given, content_type="application/json")


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


def _problem(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["problem"]


def test_registering_gives_a_token_the_account_and_the_servers_key(client: Client) -> None:
    learner = new_learner_id()
    response = _register(client, learner=learner)
    body = response.json()
    assert (response.status_code, len(body.pop("token"))) == (201, 43)
    assert body == {
        "account": {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org"},
        "learner": learner,
        "key": base64.b64encode(server_public_key()).decode(),
    }


def test_asvs_7_2_3_of_a_token_only_the_hash_is_kept(client: Client) -> None:
    token = _register(client).json()["token"]
    kept = [str(value) for row in DeviceToken.objects.values() for value in row.values()]
    assert len(base64.urlsafe_b64decode(token + "=")) * 8 == 256
    assert token not in kept


def test_asvs_11_4_2_passwords_are_hashed_by_argon2id_at_the_cost_we_chose(client: Client) -> None:
    _register(client)
    password = User.objects.get().password
    assert isinstance(identify_hasher(password), Argon2id)
    assert password.startswith("argon2$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(("password", "status"), [("heron wading b", 422), ("heron wading by", 201)])
def test_asvs_6_2_1_a_password_has_15_characters(client: Client, password: str, status: int) -> None:
    assert _register(client, password=password).status_code == status


@pytest.mark.parametrize("password", ["123456789987654321", "ada@example.org 1"])
def test_asvs_6_2_4_a_common_password_or_ones_own_name_is_refused(client: Client, password: str) -> None:
    assert _problem(_register(client, password=password)) == (422, "weak_password")


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [("first_name", "  ", "first name"), ("last_name", "x" * 151, "last name"), ("email", "ada", "email address")],
)
def test_a_field_that_is_not_right_is_named_in_words(client: Client, field: str, value: str, word: str) -> None:
    response = _register(client, **{field: value})
    assert _problem(response) == (422, "invalid_field")
    assert word in response.json()["message"]


def test_a_missing_field_is_named_in_words(client: Client) -> None:
    response = client.post("/api/v1/accounts/register", {"email": "a@example.org"}, content_type="application/json")
    assert _problem(response) == (422, "invalid_field")


def test_an_address_is_registered_once_however_it_is_written(client: Client) -> None:
    _register(client)
    assert _problem(_register(client, email=" ADA@example.org ")) == (409, "cannot_register")


def test_a_learner_id_of_another_account_is_not_bound_again(client: Client) -> None:
    taken = an_account(learner_id=new_learner_id()).learner_id
    assert _register(client, learner=taken).json()["learner"] != taken


def test_a_learner_id_whose_record_was_deleted_is_not_bound_again(client: Client) -> None:
    deleted = new_learner_id()
    delete_learner(deleted, "test", "")
    assert _register(client, learner=deleted).json()["learner"] != deleted


def test_signing_in_on_a_second_device_answers_with_the_accounts_learner(client: Client) -> None:
    learner = _register(client).json()["learner"]
    response = _sign_in(client)
    assert (response.status_code, response.json()["learner"]) == (200, learner)


def test_an_address_is_known_however_it_is_written(client: Client) -> None:
    _register(client)
    assert _sign_in(client, email=" Ada@EXAMPLE.org").status_code == 200


def test_an_account_without_a_learner_is_bound_to_the_devices(client: Client) -> None:
    account = an_account(email="ada@example.org")
    account.set_password(PASSWORD)
    account.save()
    offered = new_learner_id()
    assert _sign_in(client, learner=offered).json()["learner"] == offered


def test_an_account_whose_record_was_deleted_begins_a_new_one(client: Client) -> None:
    deleted = _register(client).json()["learner"]
    delete_learner(deleted, "test", "")
    assert _sign_in(client, learner=None).json()["learner"] != deleted


def test_asvs_6_3_8_an_unknown_address_is_answered_like_a_wrong_password(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _register(client)
    hashed = _count_hashing(monkeypatch)
    wrong = _sign_in(client, password="something else entirely")
    cost_of_wrong = len(hashed)
    unknown = _sign_in(client, email="nobody@example.org")
    assert (unknown.status_code, unknown.content) == (wrong.status_code, wrong.content)
    assert (unknown.status_code, len(hashed) - cost_of_wrong) == (401, cost_of_wrong)


def test_asvs_7_4_2_an_account_that_was_switched_off_can_neither_sign_in_nor_sync(client: Client) -> None:
    body = _register(client, device="d" * 26).json()
    User.objects.update(is_active=False)
    device = Device(body["token"], "d" * 26, body["learner"], 0)
    assert _problem(_sign_in(client)) == (401, "wrong_credentials")
    assert _problem(device.post(client, device.request())) == (401, "sign_in_again")


def test_asvs_7_4_1_signing_out_ends_the_token_on_the_server(client: Client, device: Device) -> None:
    headers = {"Authorization": f"Bearer {device.token}"}
    assert client.post("/api/v1/accounts/sign-out", headers=headers).status_code == 204
    assert _problem(client.post("/api/v1/accounts/sign-out", headers=headers)) == (401, "sign_in_again")


@pytest.mark.parametrize("device", ["", "x", "A" * 26, "server"])
def test_a_device_without_a_proper_id_is_refused(client: Client, device: str) -> None:
    assert _problem(_register(client, device=device)) == (400, "malformed")


_anything = (
    st.none() | st.integers() | st.text(max_size=20) | st.sampled_from(["\ud800", "a\u0000b", "x" * 5000, [], {}])
)
_fields = st.sampled_from(["first_name", "last_name", "email", "password", "learner", "device", "platform", "client"])


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.sampled_from(["register", "sign-in"]), changes=st.dictionaries(_fields, _anything, min_size=1))
def test_no_value_of_a_field_makes_the_server_fail(client: Client, word: str, changes: dict[str, Any]) -> None:
    person = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "password": "short"}
    body = json.dumps(person | _machine() | changes)
    response = client.post(f"/api/v1/accounts/{word}", body, content_type="application/json")
    assert response.status_code in (201, 400, 401, 409, 422)


@pytest.mark.parametrize("field", ["email", "password"])
@pytest.mark.parametrize("text", ["\ud800" * 20, "a\u0000b" * 20])
def test_text_that_no_database_holds_is_refused(client: Client, field: str, text: str) -> None:
    assert _problem(_register(client, **{field: text})) == (422, "invalid_field")
    assert _problem(_sign_in(client, **{field: text})) == (422, "invalid_field")
