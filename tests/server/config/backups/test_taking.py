from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sync_server.config import state
from sync_server.config.backups import archive, taking
from sync_server.config.state import StateFault
from tests.factories.server_process import cor_server


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    assert cor_server("migrate", "--data", str(folder)).returncode == 0
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A server's folder with a database, keys, a course and a log of deletions."""
    for name in ("COR_DATABASE_URL", "COR_SECRET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "data"
    shutil.copytree(made, folder)
    blobs = folder / "course" / "blobs"
    blobs.mkdir(parents=True)
    (blobs / ("0" * 64)).write_bytes(b"a picture")
    (blobs / ".half.part").write_bytes(b"of a load that was killed")
    (folder / "course" / "current.json").write_text("{}")
    (folder / "tombstones.log").write_text("")
    return folder


PARTS = {
    "cor.sqlite3",
    "secret.key",
    "server-ed25519.key",
    "tombstones.log",
    "course/current.json",
    "course/blobs/" + "0" * 64,
}


def test_m12_a_backup_holds_the_whole_server_for_its_owner_only(data: Path, tmp_path: Path) -> None:
    taken = taking.take(data, str(tmp_path / "b.zip"))
    assert (taken.file, set(taken.manifest.files), taken.manifest.database) == (tmp_path / "b.zip", PARTS, "sqlite")
    assert (taken.file.stat().st_mode & 0o777, taken.size) == (0o600, taken.file.stat().st_size)
    assert taken.manifest.rows["policies_policyversion"] == 1
    assert archive.verify(taken.file) == taken.manifest


def test_without_a_place_it_lies_in_the_data_folder_by_its_time(data: Path) -> None:
    file = taking.take(data, "").file
    assert (file.parent, file.name.startswith("cor-backup-2"), file.parent.stat().st_mode & 0o777) == (
        data / "backups",
        True,
        0o700,
    )


@pytest.mark.parametrize("to", ["there", "new/"])
def test_a_folder_gets_a_file_named_by_its_time(data: Path, tmp_path: Path, to: str) -> None:
    (tmp_path / "there").mkdir()
    assert taking.take(data, f"{tmp_path}/{to}").file.parent == tmp_path / to


def test_a_file_that_is_there_is_never_overwritten(data: Path, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"dear to somebody")
    with pytest.raises(StateFault, match="never overwritten"):
        taking.take(data, str(tmp_path / "b.zip"))
    assert (tmp_path / "b.zip").read_bytes() == b"dear to somebody"


def test_a_backup_that_fails_leaves_nothing_behind(data: Path, tmp_path: Path) -> None:
    (data / "cor.sqlite3").write_bytes(b"no database")
    with pytest.raises(StateFault, match="No backup was made"):
        taking.take(data, str(tmp_path / "b.zip"))
    assert (sorted(each.name for each in tmp_path.iterdir()), (data / "backing-up").exists()) == (["data"], False)


def test_a_full_disk_is_told_and_leaves_nothing_behind(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StateFault, match="could not be written: No space left on device"):
        taking.take(data, str(tmp_path / "b.zip"))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data"]


def test_what_cannot_be_read_back_is_no_backup(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = archive.write

    def torn(handle: object, *words: object) -> object:
        done = original(handle, *words)  # type: ignore[arg-type]
        handle.truncate(4000)  # type: ignore[attr-defined]
        return done

    monkeypatch.setattr(archive, "write", torn)
    with pytest.raises(StateFault, match="is not a whole backup"):
        taking.take(data, str(tmp_path / "b.zip"))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data"]


def test_the_copy_of_a_killed_backup_goes_with_the_next(data: Path, tmp_path: Path) -> None:
    (data / "backing-up").mkdir()
    (data / "backing-up" / "cor.sqlite3").write_bytes(b"half")
    taking.take(data, str(tmp_path / "b.zip"))
    assert not (data / "backing-up").exists()


def test_a_secret_that_lies_elsewhere_is_in_the_backup(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / state.SECRET_KEY).rename(tmp_path / "elsewhere")
    monkeypatch.setenv("COR_SECRET_KEY_FILE", str(tmp_path / "elsewhere"))
    assert set(taking.take(data, str(tmp_path / "b.zip")).manifest.files) == PARTS
