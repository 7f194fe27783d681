from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sync_server.config.backups import archive
from sync_server.config.backups.archive import Manifest
from sync_server.config.state import StateFault

MANIFEST = Manifest("2026-11-24T00:00:00+00:00", "0.1.0", "sqlite", {"audit": ["0001_initial"]}, {"audit_entry": 3}, {})
BLOB = "course/blobs/" + "0" * 64


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    files = {}
    for name in ("cor.sqlite3", "secret.key", "server-ed25519.key", BLOB):
        files[name] = tmp_path / name.replace("/", "-")
        files[name].write_bytes(name.encode() * 50_000)
    with (tmp_path / "backup.zip").open("wb") as handle:
        archive.write(handle, files, MANIFEST)
    return tmp_path / "backup.zip"


def repacked(backup: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(backup) as pack:
        parts = {name: pack.read(name) for name in pack.namelist()}
    change(parts)
    changed = backup.with_name("changed.zip")
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, raw in parts.items():
            pack.writestr(name, raw)
    return changed


def in_manifest(change: Callable[[dict[str, object]], object]) -> Callable[[dict[str, bytes]], None]:
    def changed(parts: dict[str, bytes]) -> None:
        fields = json.loads(parts["manifest.json"])
        change(fields)
        parts["manifest.json"] = json.dumps(fields).encode()

    return changed


def test_m12_what_was_written_is_read_back_whole(backup: Path, tmp_path: Path) -> None:
    manifest = archive.verify(backup)
    archive.extract(backup, manifest, tmp_path / "out")
    found = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert found == set(manifest.files) == {"cor.sqlite3", "secret.key", "server-ed25519.key", BLOB}
    assert (tmp_path / "out" / BLOB).read_bytes() == BLOB.encode() * 50_000
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "out").rglob("*") if path.is_file()} == {0}
    assert (manifest.rows, manifest.migrations) == (MANIFEST.rows, MANIFEST.migrations)


@pytest.mark.parametrize("share", range(0, 100, 7))
def test_a_backup_with_a_changed_byte_anywhere_is_refused_or_holds_the_same(backup: Path, share: int) -> None:
    before, raw = archive.verify(backup), bytearray(backup.read_bytes())
    raw[len(raw) * share // 100] ^= 0x41
    backup.write_bytes(raw)
    try:
        assert archive.verify(backup) == before  # a byte of a date, say, that says nothing
    except StateFault as fault:
        assert "is not a whole backup" in str(fault)


@pytest.mark.parametrize("size", [0, 1, 200, -1, -30])
def test_a_backup_cut_off_is_refused(backup: Path, size: int) -> None:
    backup.write_bytes(backup.read_bytes()[:size])
    with pytest.raises(StateFault, match="is not a whole backup"):
        archive.verify(backup)


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts.pop("secret.key"),
        lambda parts: parts.pop("manifest.json"),
        lambda parts: parts.update({"secret.key": b"another"}),
        lambda parts: parts.update({"manifest.json": b"[]"}),
        lambda parts: parts.update({"manifest.json": b"\xff"}),
        in_manifest(lambda fields: fields.update(surprise=1)),
        in_manifest(lambda fields: fields["files"].pop("cor.sqlite3")),  # type: ignore[attr-defined]
        in_manifest(lambda fields: fields["files"].update({"../x": {"size": 1, "sha256": ""}})),  # type: ignore[attr-defined]
        in_manifest(lambda fields: fields["files"].update({"cor.sqlite3": 7})),  # type: ignore[attr-defined]
    ],
)
def test_a_backup_that_is_not_what_its_manifest_says_is_refused(
    backup: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    with pytest.raises(StateFault, match="is not a whole backup"):
        archive.verify(repacked(backup, change))


def test_a_backup_of_a_newer_kind_is_told_to_be_one(backup: Path) -> None:
    newer = repacked(backup, in_manifest(lambda fields: fields.update(format=2, surprise=1)))
    with pytest.raises(StateFault, match="made by a newer version"):
        archive.verify(newer)


def test_a_part_that_is_larger_than_said_is_not_unpacked_further(backup: Path, tmp_path: Path) -> None:
    bomb = repacked(backup, lambda parts: parts.update({"secret.key": bytes(64 * 1024 * 1024)}))
    with pytest.raises(StateFault, match="is not a whole backup"):
        archive.extract(bomb, archive.verify(backup), tmp_path / "out")
    assert (tmp_path / "out" / "secret.key").stat().st_size < 2 * 1024 * 1024


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StateFault, match="cannot be read: No such file"):
        archive.verify(tmp_path / "none.zip")


@pytest.mark.parametrize("name", ["cor.sqlite3-wal", "../secret.key", "course/blobs/x", "/etc/passwd", "backups/a.zip"])
def test_a_backup_holds_nothing_else(name: str) -> None:
    assert not archive.is_part(name)
