from __future__ import annotations

from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


def _ask(client: Client) -> tuple[int, str]:
    response = client.get("/readyz")
    return response.status_code, response.content.decode()


def test_a_live_server_says_so(client: Client) -> None:
    assert client.get("/livez").content == b"live"


def test_a_server_that_can_work_is_ready(client: Client) -> None:
    assert _ask(client) == (200, "ready")


def test_probes_carry_no_header_that_only_pages_need(client: Client) -> None:
    assert sorted(client.get("/readyz").headers) == ["Content-Length", "Content-Type"]


def test_a_database_that_lacks_a_change_is_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'policies' AND name LIKE '0001%'")
    assert _ask(client) == (503, "1 changes of the database have not been made yet.")


def test_a_full_disk_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    full: Any = Usage(10, 10, 0)
    monkeypatch.setattr("sync_server.config.health.shutil.disk_usage", lambda folder: full)
    assert _ask(client) == (503, "The disk is full.")


def test_a_missing_folder_is_not_ready(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.COR_DATA = tmp_path / "gone"
    assert _ask(client) == (503, "The data folder is missing.")


def test_a_folder_that_only_reads_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync_server.config.health.os.access", lambda folder, mode: False)
    assert _ask(client) == (503, "The data folder cannot be written.")
