"""A stick that is full, read-only, pulled out or lying is told; what was on it before stays."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cor_desktop.errors import NotSaved
from cor_desktop.sync import sync_file
from cor_desktop.sync.sync_file import (
    NotReadable,
    StickFull,
    StickGone,
    StickLied,
    StickReadOnly,
    SyncFileNotTaken,
    read_whole,
    write_whole,
)
from cor_protocol.sync_file import Why


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write_whole(tmp_path / "x.corsync", b"whole")
    assert read_whole(tmp_path / "x.corsync") == b"whole"
    assert [path.name for path in tmp_path.iterdir()] == ["x.corsync"]


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, StickFull),
        (errno.EDQUOT, StickFull),
        (errno.EROFS, StickReadOnly),
        (errno.EACCES, StickReadOnly),
        (errno.ENOENT, StickGone),
        (errno.EIO, StickGone),
        (errno.ENODEV, StickGone),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_whatever_a_stick_does_the_file_of_before_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, trouble: type[NotSaved]
) -> None:
    place = tmp_path / "x.corsync"
    write_whole(place, b"before")

    def fails(*words: object) -> None:
        raise OSError(number, "fails")

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", fails)
    else:
        monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(trouble) as caught:
        write_whole(place, b"after")
    assert type(caught.value) is trouble
    assert ([path.name for path in tmp_path.iterdir()], place.read_bytes()) == (["x.corsync"], b"before")


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StickGone):
        write_whole(tmp_path / "stick" / "x.corsync", b"raw")


def test_a_stick_that_lies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_file, "_read_back", lambda path, size: b"x" * size)
    with pytest.raises(StickLied):
        write_whole(tmp_path / "x.corsync", b"raw")


def test_a_file_system_that_cannot_wait_for_folders_is_good_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def only_files(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").is_dir():
            raise OSError(errno.EINVAL, "no")
        real(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    write_whole(tmp_path / "x.corsync", b"raw")
    assert (tmp_path / "x.corsync").read_bytes() == b"raw"


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        read_whole(tmp_path)


def test_a_huge_file_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_file, "MAX_FILE", 3)
    (tmp_path / "x").write_bytes(b"four")
    with pytest.raises(SyncFileNotTaken) as caught:
        read_whole(tmp_path / "x")
    assert caught.value.why is Why.TOO_LARGE


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_has_words_for_a_learner(why: Why) -> None:
    told = str(SyncFileNotTaken(why))
    assert "Nothing was changed. Your work is saved on this computer." in told
    assert told.endswith(".") and ".." not in told
