from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cor_protocol.ids import new_device_id, new_learner_id
from sync_server.accounts import tokens
from sync_server.accounts.models import Device as DeviceRow
from sync_server.accounts.models import DeviceToken, Scope, User
from sync_server.accounts.web_sessions import OF_THE_PROGRAM
from sync_server.audit import queries as audit
from sync_server.common.keys import server_public_key
from sync_server.progress.domain import delete_learner
from tests.factories.facts import a_fact
from tests.factories.server import (
    PASSWORD,
    Device,
    a_device,
    an_account,
    an_account_with_password,
    another_device_of,
    signed_in_session,
)
from tests.server.conftest import Clock

pytestmark = pytest.mark.django_db


def _machine() -> dict[str, Any]:
    return {"learner": new_learner_id(), "device": new_device_id(), "platform": "linux", "client": "0.1.0"}


def _exchange(browser: Client, session: str, **changes: Any) -> Any:
    headers = {"X-Session-Token": session}
    given = json.dumps(_machine() | changes)
    return browser.post("/api/v1/accounts/devices", given, content_type="application/json", headers=headers)


def _signed_in(client: Client, account: Any = None, **changes: Any) -> Any:
    account = account or an_account_with_password(email="ada@example.org")
    return _exchange(client, signed_in_session(client, account), **changes)


def _ask(client: Client, how: str, path: str, token: str, body: Any = None) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    address = f"/api/v1/accounts{path}"
    return getattr(client, how)(address, body, content_type="application/json", headers=headers)


def _problem(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["problem"]


def _listed(client: Client, device: Device) -> list[dict[str, Any]]:
    return list(_ask(client, "get", "/devices", device.token).json()["devices"])


def test_a_finished_sign_in_is_exchanged_for_tokens_the_account_and_the_servers_key(client: Client) -> None:
    learner = new_learner_id()
    response = _signed_in(client, learner=learner)
    body = response.json()
    secrets = {body.pop(name) for name in ("token", "append_token", "device_pass")}
    assert (response.status_code, len(secrets), {len(secret) for secret in secrets}) == (201, 3, {43})
    assert body == {
        "account": {
            "first_name": "Ada",
            "last_name": "Lovelace",
            "email": "ada@example.org",
            "organization_type": "",
            "association": "",
            "single_sign_on": False,
            "has_password": True,
        },
        "learner": learner,
        "key": base64.b64encode(server_public_key()).decode(),
    }


def test_asvs_7_2_3_of_tokens_and_pass_256_random_bits_only_hashes_are_kept(client: Client) -> None:
    body = _signed_in(client).json()
    secrets = [body["token"], body["append_token"], body["device_pass"]]
    rows = [*DeviceToken.objects.values(), *DeviceRow.objects.values()]
    kept = json.dumps([str(value) for row in rows for value in row.values()])
    assert {len(base64.urlsafe_b64decode(secret + "=")) * 8 for secret in secrets} == {256}
    assert all(tokens.hash_of(secret) in kept and secret not in kept for secret in secrets)


def test_asvs_7_2_3_a_token_as_the_database_has_it_opens_nothing(client: Client) -> None:
    _signed_in(client)
    for row in DeviceToken.objects.all():
        assert _problem(_ask(client, "get", "/me", row.hash)) == (401, "sign_in_again")


def test_a_sign_in_is_exchanged_once(client: Client) -> None:
    session = signed_in_session(client, an_account_with_password())
    assert _exchange(client, session).status_code == 201
    assert _problem(_exchange(client, session)) == (401, "sign_in_again")


@pytest.mark.parametrize("session", ["", "unknown", "\u00e9"])
def test_without_a_sign_in_there_is_nothing_to_exchange(client: Client, session: str) -> None:
    assert _problem(_exchange(client, session)) == (401, "sign_in_again")


def test_asvs_6_1_a_sign_in_that_still_waits_for_a_code_is_not_exchanged(client: Client) -> None:
    account = an_account_with_password()
    account.emailaddress_set.update(verified=False)
    given = {"email": account.email, "password": PASSWORD}
    begun = client.post("/_allauth/app/v1/auth/login", given, content_type="application/json")
    assert (begun.status_code, begun.json()["meta"]["is_authenticated"]) == (401, False)
    assert _problem(_exchange(client, begun.json()["meta"]["session_token"])) == (401, "sign_in_again")


def test_a_learner_id_of_another_account_is_not_bound_again(client: Client) -> None:
    taken = an_account(learner_id=new_learner_id()).learner_id
    assert _signed_in(client, learner=taken).json()["learner"] != taken


def test_a_learner_id_whose_record_was_deleted_is_not_bound_again(client: Client) -> None:
    deleted = new_learner_id()
    delete_learner(deleted, "test", "")
    assert _signed_in(client, learner=deleted).json()["learner"] != deleted


def test_signing_in_on_a_second_device_answers_with_the_accounts_learner(client: Client) -> None:
    account = an_account_with_password(learner_id=new_learner_id())
    assert _signed_in(client, account).json()["learner"] == account.learner_id


def test_an_account_whose_record_was_deleted_begins_a_new_one(client: Client) -> None:
    account = an_account_with_password(learner_id=new_learner_id())
    delete_learner(account.learner_id, "test", "")
    assert _signed_in(client, account, learner=None).json()["learner"] != account.learner_id


def test_a_sign_in_of_a_device_is_in_the_audit_by_its_number(client: Client) -> None:
    _signed_in(client)
    row = DeviceRow.objects.get()
    assert [entry.act for entry in audit.entries_about(f"device {row.pk}")] == ["device.signed_in"]


@pytest.mark.parametrize("device", ["", "x", "A" * 26, "server"])
def test_a_device_without_a_proper_id_is_refused(client: Client, device: str) -> None:
    assert _problem(_signed_in(client, device=device)) == (400, "malformed")


def test_a_refused_exchange_leaves_the_sign_in_as_it_was(client: Client) -> None:
    session = signed_in_session(client, an_account_with_password())
    assert _exchange(client, session, device="x").status_code == 400
    assert _exchange(client, session).status_code == 201


def test_asvs_7_4_1_signing_out_ends_the_token_on_the_server(client: Client, device: Device) -> None:
    assert _ask(client, "post", "/sign-out", device.token).status_code == 204
    again = _ask(client, "post", "/sign-out", device.token)
    assert (_problem(again), again.json()["why"]) == ((401, "sign_in_again"), "signed_out")


def test_asvs_7_4_1_signing_out_ends_the_token_that_was_sent_and_no_other(client: Client, device: Device) -> None:
    _ask(client, "post", "/sign-out", device.append_token)
    live = DeviceToken.objects.filter(ended_at=None)
    assert [token.scope for token in live] == [Scope.FULL]


def test_an_append_token_reads_nothing(client: Client, device: Device) -> None:
    for path in ("/me", "/devices"):
        assert _problem(_ask(client, "get", path, device.append_token)) == (401, "sign_in_again")


def test_an_account_reads_and_changes_what_it_said_of_itself(client: Client, device: Device) -> None:
    changes = {"first_name": " Augusta  Ada ", "organization_type": "district", "association": "Union of Weavers"}
    changed = _ask(client, "patch", "/me", device.token, changes).json()
    assert changed == _ask(client, "get", "/me", device.token).json()
    assert {name: changed[name] for name in changes} == changes | {"first_name": "Augusta Ada"}
    assert (changed["last_name"], changed["has_password"]) == ("Lovelace", False)


def test_what_is_optional_can_be_taken_away_again(client: Client, device: Device) -> None:
    User.objects.update(organization_type="other", association="x")
    changed = _ask(client, "patch", "/me", device.token, {"organization_type": "", "association": " "}).json()
    assert (changed["organization_type"], changed["association"]) == ("", "")


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("first_name", "  ", "first name"),
        ("last_name", "x" * 151, "last name"),
        ("organization_type", "zoo", "list"),
        ("association", "x" * 121, "association"),
    ],
)
def test_a_field_that_is_not_right_is_named_in_words_and_nothing_is_kept(
    client: Client, device: Device, field: str, value: str, word: str
) -> None:
    before = User.objects.values().get()
    response = _ask(client, "patch", "/me", device.token, {"first_name": "New", field: value})
    assert _problem(response) == (422, "invalid_field")
    assert word in response.json()["message"]
    assert User.objects.values().get() == before


def test_nothing_else_of_an_account_can_be_changed_that_way(client: Client, device: Device) -> None:
    before = User.objects.values().get()
    _ask(client, "patch", "/me", device.token, {"email": "eve@example.org", "is_staff": True, "password": "x"})
    assert User.objects.values().get() == before


def test_asvs_7_5_2_an_account_sees_its_devices(client: Client, time: Clock) -> None:
    device = a_device()
    time.forward(1800)
    other = another_device_of(device)
    DeviceRow.objects.update(first_seen="2026-11-01T00:00:00Z")
    first, second = _listed(client, device)
    assert ([first["this"], second["this"]], first["signed_in"]) == ([False, True], True)
    assert first["id"] == DeviceRow.objects.get(device=other.device).pk
    assert set(first) == {"id", "platform", "client", "first_seen", "last_seen", "this", "signed_in", "shared"}
    assert second["last_seen"] > second["first_seen"]


def test_a_device_that_signed_out_stays_in_the_list_as_such(client: Client, device: Device) -> None:
    other = another_device_of(device)
    _ask(client, "post", "/sign-out", other.token)
    assert {row["this"]: row["signed_in"] for row in _listed(client, device)} == {True: True, False: False}


def test_asvs_7_4_5_ending_a_device_ends_all_its_tokens(client: Client, device: Device) -> None:
    other = another_device_of(device)
    row = DeviceRow.objects.get(device=other.device)
    assert _ask(client, "delete", f"/devices/{row.pk}", device.token).status_code == 204
    for token in (other.token, other.append_token):
        refused = other.post(client, other.request([a_fact()]), HTTP_AUTHORIZATION=f"Bearer {token}")
        assert (_problem(refused), refused.json()["why"]) == ((401, "sign_in_again"), "elsewhere")
    assert [entry.act for entry in audit.entries_about(f"device {row.pk}")] == ["device.ended"]
    assert _ask(client, "get", "/me", device.token).status_code == 200


def test_asvs_8_2_2_a_foreign_device_and_a_missing_one_look_alike(client: Client, device: Device) -> None:
    foreign = DeviceRow.objects.get(device=a_device().device).pk
    answers = [_ask(client, "delete", f"/devices/{pk}", device.token) for pk in (foreign, foreign + 999, 10**30)]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert DeviceToken.objects.filter(ended_at=None).count() == 4


def test_asvs_8_2_2_an_account_sees_no_device_of_another(client: Client, device: Device) -> None:
    a_device()
    assert len(_listed(client, device)) == 1


def test_asvs_7_4_2_an_account_that_was_switched_off_syncs_no_more_and_is_told(client: Client, device: Device) -> None:
    User.objects.update(is_active=False)
    refused = device.post(client, device.request())
    assert (_problem(refused), refused.json()["why"]) == ((401, "sign_in_again"), "account_closed")


_anything = (
    st.none() | st.integers() | st.text(max_size=20) | st.sampled_from(["\ud800", "a\u0000b", "x" * 5000, [], {}, True])
)
_fields = st.sampled_from(["learner", "device", "platform", "client", "shared"])
_own = st.sampled_from(["first_name", "last_name", "organization_type", "association"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(_fields, _anything, min_size=1), own=st.dictionaries(_own, _anything, min_size=1))
def test_no_value_of_a_field_makes_the_server_fail(
    client: Client, device: Device, changes: dict[str, Any], own: dict[str, Any]
) -> None:
    client.force_login(User.objects.get(learner_id=device.learner))
    session = client.session
    session[OF_THE_PROGRAM] = True
    session.save()
    assert _exchange(client, str(session.session_key), **changes).status_code in (201, 400, 422)
    assert _ask(client, "patch", "/me", device.token, json.dumps(own)).status_code in (200, 400, 422)
