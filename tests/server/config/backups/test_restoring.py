"""Each restore is a process of its own, as people start it."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories.server_process import cor_server, environment, serving


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a server with one organization."""
    folder = tmp_path_factory.mktemp("made")
    data = str(folder / "data")
    assert cor_server("migrate", "--data", data).returncode == 0
    cor_server("organization", "create", "--data", data, "--name", "Lakeside", "--slug", "lakeside")
    assert cor_server("backup", "--data", data, "--to", str(folder / "b.zip")).returncode == 0
    return folder / "b.zip"


def organizations(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "cor.sqlite3")) as database:
        return [name for (name,) in database.execute("SELECT slug FROM organizations_organization ORDER BY slug")]


def listed(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".lock"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Another server, with another organization."""
    folder = tmp_path / "data"
    assert cor_server("migrate", "--data", str(folder)).returncode == 0
    cor_server("organization", "create", "--data", str(folder), "--name", "River", "--slug", "river")
    return folder


def test_b3_a_backup_makes_a_server_where_there_was_none(backup: Path, tmp_path: Path) -> None:
    said = cor_server("restore", "--data", str(tmp_path / "new"), str(backup))
    assert (said.returncode, "lies in" in said.stdout) == (0, False)
    assert organizations(tmp_path / "new") == ["lakeside"]
    with serving(tmp_path / "new") as server:
        assert server.end() == 0


def test_what_was_there_before_is_put_aside_whole_and_is_a_server_itself(backup: Path, data: Path) -> None:
    before = listed(data)
    said = cor_server("restore", "--data", str(data), str(backup))
    (aside,) = data.glob("aside-*")
    assert (said.returncode, f"What was here before lies in {aside}." in said.stdout) == (0, True)
    assert (organizations(data), listed(aside)) == (["lakeside"], before)
    assert organizations(aside) == ["river"]
    assert cor_server("audit", "verify", "--data", str(aside)).returncode == 0


def test_the_audit_goes_on_and_tells_of_the_restore_and_of_the_audit_before(backup: Path, data: Path) -> None:
    head = cor_server("audit", "head", "--data", str(data)).stdout.strip()
    cor_server("restore", "--data", str(data), str(backup))
    with closing(sqlite3.connect(data / "cor.sqlite3")) as database:
        rows = database.execute("SELECT act, reason FROM audit_entry ORDER BY id").fetchall()
    assert rows[-1] == ("server.restored", f"before it the audit ended: {head}")
    assert "2 entries, chain whole" in cor_server("audit", "verify", "--data", str(data)).stdout


def test_a_broken_server_is_replaced_as_well(backup: Path, data: Path) -> None:
    (data / "cor.sqlite3").write_bytes(b"broken")
    (data / "server-ed25519.key").unlink()
    assert cor_server("restore", "--data", str(data), str(backup)).returncode == 0
    assert organizations(data) == ["lakeside"]


def test_a_backup_of_a_newer_program_is_refused_and_nothing_changes(backup: Path, data: Path, tmp_path: Path) -> None:
    before, newer = listed(data), tmp_path / "newer.zip"
    with_later_migration(backup, newer, tmp_path / "later.sqlite3")
    said = cor_server("restore", "--data", str(data), str(newer))
    assert (said.returncode, "newer version of this program" in said.stderr) == (1, True)
    assert (listed(data), sorted(each.name for each in data.iterdir())) == (before, sorted([*before, "in-use.lock"]))


def with_later_migration(backup: Path, newer: Path, database: Path) -> None:
    import hashlib

    with zipfile.ZipFile(backup) as pack, zipfile.ZipFile(newer, "w") as changed:
        database.write_bytes(pack.read("cor.sqlite3"))
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '0999_x', '2030')")
        raw, manifest = database.read_bytes(), json.loads(pack.read("manifest.json"))
        manifest["files"]["cor.sqlite3"] = {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
        for name in pack.namelist():
            whole = {"cor.sqlite3": raw, "manifest.json": json.dumps(manifest).encode()}
            changed.writestr(name, whole.get(name) or pack.read(name))


def test_a_damaged_backup_is_refused_and_nothing_changes(backup: Path, data: Path, tmp_path: Path) -> None:
    before, damaged = listed(data), tmp_path / "damaged.zip"
    damaged.write_bytes(backup.read_bytes()[:-100])
    said = cor_server("restore", "--data", str(data), str(damaged))
    assert (said.returncode, "is not a whole backup" in said.stderr, listed(data)) == (1, True, before)


def test_another_secret_than_the_one_named_is_refused(backup: Path, data: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s" * 64)
    before = listed(data)
    said = cor_server("restore", "--data", str(data), str(backup), COR_SECRET_KEY_FILE=str(tmp_path / "secret"))
    assert (said.returncode, "has another secret" in said.stderr, listed(data)) == (1, True, before)


def test_a_newer_course_than_the_backups_is_told(backup: Path, data: Path) -> None:
    (data / "course").mkdir(exist_ok=True)
    (data / "course" / "current.json").write_text('{"version": 41}')
    said = cor_server("restore", "--data", str(data), str(backup)).stdout
    assert "The course, version 41, is newer than the backup: load it again" in said


def test_a_restore_that_was_killed_at_its_last_step_is_finished_by_the_next_command(backup: Path, data: Path) -> None:
    killed = """
import os, sys
from sync_server.config.backups import swapping
swapping.finish = lambda data, found=swapping.finish: os._exit(9) if (data / "restoring.json").exists() else found(data)
from sync_server.config.commands import main
main(sys.argv[1:])
"""
    import subprocess
    import sys

    command = [sys.executable, "-c", killed, "restore", "--data", str(data), str(backup)]
    ended = subprocess.run(command, env=environment(), timeout=60)
    assert (ended.returncode, organizations(data)) == (9, ["river"])
    said = cor_server("migrate", "--data", str(data)).stdout
    assert "A restore that was interrupted was brought to its end." in said
    assert organizations(data) == ["lakeside"]
