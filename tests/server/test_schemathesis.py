"""No message, however made, is answered by a fault. `make soak` sends many more (COR_FUZZ_EXAMPLES)."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from cor_protocol.ids import new_learner_id
from sync_server.accounts.sign_ins import HEADER
from tests.factories.server import PASSWORD, SIGN_IN_UNDER_WAY, a_device, an_account, an_account_with_password
from tests.factories.staff import with_second_factor
from tests.server.fuzzing import api_schema, fuzz, labels, sign_in_schema
from tests.server.operations import of_api, of_sign_in_under_way

pytestmark = pytest.mark.django_db

PLAUSIBLE: dict[str, list[Any]] = {
    "email": ["somebody@example.org", "a\0b@example.org", "\ud800@example.org", f"{'x' * 300}@example.org"],
    "password": [PASSWORD, "x" * 5000],
    "new_password": [PASSWORD, "fifteen and one letters more"],
    "current_password": [PASSWORD],
    "key": ["ABCD-EFGH"],
    "code": ["123456"],
    "first_name": ["Ada"],
    "last_name": ["Lovelace"],
    "organization_type": ["district"],
    "association": ["Education International"],
    "policy_version": [1, 10**30],
}
ODD: Any = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()), st.just("\ud800")
)
FIELDS: Any = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) | ODD for name, values in PLAUSIBLE.items()}
)
EXAMPLES = int(os.environ.get("COR_FUZZ_EXAMPLES", "12"))


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Most of the time would be spent on hashing passwords that are wrong anyway."""
    settings.PASSWORD_HASHERS = ["tests.factories.quick_passwords.QuickArgon2id"]


def _session(client: Client, account: Any) -> str:
    client.force_login(account)
    return str(client.cookies[django_settings.SESSION_COOKIE_NAME].value)


def _begun(client: Client, address: str, **body: str) -> str:
    """The token of a sign-in that waits for something."""
    answer = client.post(f"{SIGN_IN_UNDER_WAY}/{address}", body, content_type="application/json")
    return str(answer.json()["meta"]["session_token"])


def test_every_operation_is_described_and_sent_to() -> None:
    assert set(labels(api_schema())) == of_api()
    assert of_sign_in_under_way() - set(labels(sign_in_schema())) == set()


def test_no_message_makes_the_api_fail(client: Client) -> None:
    account = an_account(learner_id=new_learner_id())
    device = a_device(account)
    session = {HEADER: _session(client, account)}
    tokens = ["", device.token, device.append_token, "none"]
    headers = [{"Authorization": f"Bearer {token}", **session} for token in tokens]
    assert fuzz(api_schema(), headers, EXAMPLES) > len(of_api()) * EXAMPLES


@pytest.fixture
def sessions(client: Client) -> list[dict[str, str]]:
    """Headers of a sign-in: finished, waiting for a second factor, for a new password; unknown; and none."""
    account, staff = an_account_with_password(), an_account_with_password()
    with_second_factor(staff)
    keys = [
        _session(Client(), account),
        _begun(client, "auth/login", email=staff.email, password=PASSWORD),
        _begun(client, "auth/password/request", email=account.email),
        "none",
    ]
    return [{}, *({HEADER: key} for key in keys)]


def test_no_message_makes_a_sign_in_under_way_fail(sessions: list[dict[str, str]]) -> None:
    assert fuzz(sign_in_schema(), sessions, EXAMPLES) > len(of_sign_in_under_way()) * EXAMPLES


def test_no_value_of_a_field_makes_a_sign_in_under_way_fail(sessions: list[dict[str, str]], client: Client) -> None:
    operations = [operation.split() for operation in sorted(of_sign_in_under_way()) if "GET" not in operation]

    @settings(max_examples=EXAMPLES * 60, suppress_health_check=list(HealthCheck))
    @given(operation=st.sampled_from(operations), headers=st.sampled_from(sessions), fields=FIELDS)
    def send(operation: list[str], headers: dict[str, str], fields: dict[str, Any]) -> None:
        method, address = operation
        with transaction.atomic():
            body = json.dumps(fields)
            response = client.generic(method, address, body, content_type="application/json", headers=headers)
            transaction.set_rollback(True)
        assert response.status_code < 500, (method, address, body)

    send()
