from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sync_server.audit import queries as audit
from sync_server.common.tombstones import Tombstone, append, read
from sync_server.progress import domain, models, tombstones
from tests.factories.facts import a_fact
from tests.factories.server import Device
from tests.server.conftest import Clock


@pytest.fixture(autouse=True)
def log(settings: Settings, tmp_path: Path) -> Path:
    settings.COR_DATA = tmp_path
    return tmp_path / "tombstones.log"


def test_b8_a_deletion_is_in_the_log_beside_the_database(device: Device, time: Clock) -> None:
    domain.delete_learner(device.learner, "account 1", "Ana Bell wrote to us")
    assert read(tombstones.log_file()) == [Tombstone(device.learner, time.now, "deleted")]


def test_the_log_holds_no_words_and_is_for_its_owner_only(device: Device, log: Path) -> None:
    domain.delete_learner(device.learner, "account 1", "Ana Bell wrote to us")
    assert ("Ana" in log.read_text(), oct(log.stat().st_mode & 0o777)) == (False, "0o600")


def test_a_deletion_that_cannot_be_logged_does_not_happen(device: Device, client: Any, log: Path) -> None:
    device.sync(client, [a_fact("one")])
    log.mkdir()
    with pytest.raises(IsADirectoryError):
        domain.delete_learner(device.learner, "account 1", "")
    assert models.Record.objects.get(learner=device.learner).deleted_at is None
    assert models.Fact.objects.filter(learner=device.learner).count() == 1


def test_b8_a_database_older_than_the_log_gets_its_tombstones(device: Device, client: Any, log: Path) -> None:
    device.sync(client, [a_fact("one")])
    append(log, [Tombstone(device.learner, 1_700_000_000)])
    assert (tombstones.level(), tombstones.level()) == (1, 0)
    assert "wipe" in device.sync(client, [a_fact("two")]).control
    assert models.Record.objects.get(learner=device.learner).deleted_at == 1_700_000_000
    assert models.Fact.objects.filter(learner=device.learner).count() == 0


def test_a_deletion_told_by_the_log_is_in_the_audit_once(device: Device, log: Path) -> None:
    append(log, [Tombstone(device.learner, 1_700_000_000)] * 2)
    tombstones.level()
    tombstones.level()
    assert [entry.act for entry in audit.entries_about(f"learner {device.learner}")] == ["learner.deleted"]


def test_a_log_that_was_lost_is_written_again_from_the_database(device: Device, log: Path, time: Clock) -> None:
    domain.delete_learner(device.learner, "account 1", "")
    log.unlink()
    assert tombstones.level() == 0
    assert read(log) == [Tombstone(device.learner, time.now)]
