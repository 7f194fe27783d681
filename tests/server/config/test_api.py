from __future__ import annotations

import base64

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cor_protocol.server_time import read_time
from sync_server.common.keys import server_public_key
from sync_server.config.api import api
from tests.server.conftest import Clock


@pytest.mark.django_db
def test_the_server_says_who_it_is(client: Client, settings: Settings, time: Clock) -> None:
    settings.COR_SERVER_NAME, settings.COR_HELP = "Learning in Anytown", "help@example.org"
    settings.COR_HOSTED_BY, settings.COR_HOSTING_POLICY = "Anytown", "https://example.org/policy"
    assert client.get("/api/v1/server").json() == {
        "name": "Learning in Anytown",
        "help": "help@example.org",
        "hosted_by": "Anytown",
        "hosting_policy": "https://example.org/policy",
        "key": base64.b64encode(server_public_key()).decode(),
        "time": time.now,
        "registration": True,
        "mail": False,
        "policy": 1,
        "single_sign_on": [],
    }


def test_every_operation_is_known() -> None:
    paths = api.get_openapi_schema()["paths"]
    assert sorted((path, *sorted(methods)) for path, methods in paths.items()) == [
        ("/api/v1/accounts/devices", "get", "post"),
        ("/api/v1/accounts/devices/by-code", "post"),
        ("/api/v1/accounts/devices/{device}", "delete"),
        ("/api/v1/accounts/me", "get", "patch"),
        ("/api/v1/accounts/sign-out", "post"),
        ("/api/v1/certificates", "get"),
        ("/api/v1/certificates/{number}.pdf", "get"),
        ("/api/v1/course", "get"),
        ("/api/v1/course/blobs/{sha256}", "get"),
        ("/api/v1/policy", "get"),
        ("/api/v1/server", "get"),
        ("/api/v1/sync", "post"),
        ("/api/v1/time", "get"),
    ]


def test_every_operation_has_a_name_and_says_what_it_answers() -> None:
    operations = [each for methods in api.get_openapi_schema()["paths"].values() for each in methods.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    assert all(name.replace("_", "").isalpha() and "sync_server" not in name for name in names)
    assert all(operation["responses"] and operation["summary"] for operation in operations)


def test_m18_the_time_is_signed_for_a_nonce_and_for_anybody(client: Client, time: Clock) -> None:
    nonce = "0123456789abcdef" * 2
    answer = client.get(f"/api/v1/time?nonce={nonce}")
    assert read_time(answer.content, nonce, (server_public_key(),)) == time.now


@pytest.mark.parametrize("nonce", ["", "short", "F" * 32, "a" * 33, "%0a" + "a" * 32])
def test_nothing_but_a_nonce_is_signed(client: Client, nonce: str) -> None:
    assert client.get(f"/api/v1/time?nonce={nonce}").status_code in (400, 422)
