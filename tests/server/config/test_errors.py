from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from tests.conftest import ExpectedLogs
from tests.factories.facts import a_fact
from tests.factories.server import Device

SECRET = "ada@example.org"


def _raising(fault: Exception) -> Any:
    def fail(*_: object, **__: object) -> None:
        raise fault

    return fail


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing", 404),
        ("get", "/api/", 404),
        ("put", "/api/v1/sync", 405),
        ("get", "/api/v1/sync", 405),
    ],
)
def test_the_api_answers_every_mistake_in_json(client: Client, method: str, path: str, status: int) -> None:
    response = getattr(client, method)(path)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/json")
    assert set(response.json()) == {"problem", "message"}


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b'"x"', b"[" * 5000])
def test_a_body_that_is_not_json_is_malformed_or_lacks_a_field(client: Client, body: bytes) -> None:
    response = client.post("/api/v1/accounts/devices/by-code", body, content_type="application/json")
    assert (response.status_code, response.json()["problem"]) in [(400, "malformed"), (422, "invalid_field")]


def test_our_own_mistake_is_told_without_a_word_of_what_it_was(
    device: Device, client: Client, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLogs
) -> None:
    expected_log("fault [0-9a-f]{8}: ZeroDivisionError")
    monkeypatch.setattr("sync_server.progress.domain.exchange", _raising(ZeroDivisionError(SECRET)))
    response = device.post(client, device.request([a_fact()]))
    assert (response.status_code, response.json()["problem"]) == (500, "server_fault")
    assert "Nothing is lost." in response.json()["message"]
    assert SECRET not in response.content.decode()


def test_asvs_16_2_5_the_log_names_the_place_of_a_mistake_but_not_its_text(
    device: Device, client: Client, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLogs, caplog: Any
) -> None:
    expected_log("fault")
    monkeypatch.setattr("sync_server.progress.domain.exchange", _raising(ZeroDivisionError(SECRET)))
    device.post(client, device.request([a_fact()]))
    (record,) = caplog.records
    assert any("endpoints.py" in place for place in record.places)
    assert SECRET not in str(record.__dict__)


def test_a_database_error_of_ours_is_a_server_fault(
    device: Device, client: Client, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLogs
) -> None:
    expected_log("OperationalError")
    monkeypatch.setattr("sync_server.progress.domain.exchange", _raising(OperationalError("no such table")))
    assert device.post(client, device.request()).status_code == 500


@pytest.mark.django_db
def test_a_missing_page_is_a_page(client: Client) -> None:
    response = client.get("/nothing")
    assert (response.status_code, response.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
