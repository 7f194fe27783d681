from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from cor_desktop.learning.shelf import Pointer, Shelf
from cor_protocol.pack import PackFault, PackIndex, Part, index_from_bytes, index_to_bytes, sha256_of
from tests.factories.modules import a_module
from tests.factories.packs import a_pack

RAW = b"a part of a module"
BLOB = Part(sha256_of(RAW), len(RAW))
INDEX = index_to_bytes(PackIndex(8, ()))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "course")


def test_at_first_there_is_nothing(shelf: Shelf) -> None:
    assert (shelf.pointer(), shelf.index(), shelf.kept(), shelf.is_downloading) == (None, None, (), False)
    assert not shelf.holds(BLOB) and not shelf.looks_whole([BLOB]) and not shelf.folder.exists()
    shelf.sweep()


def test_what_is_put_is_held(shelf: Shelf) -> None:
    shelf.put(RAW)
    assert shelf.holds(BLOB) and shelf.looks_whole([BLOB])
    assert shelf.read(f"blobs/{BLOB.sha256}", 6) == RAW[:6]


def test_what_was_spoiled_looks_whole_and_is_not_held(shelf: Shelf) -> None:
    shelf.put(RAW)
    (shelf.folder / "blobs" / BLOB.sha256).write_bytes(RAW.swapcase())
    assert shelf.looks_whole([BLOB]) and not shelf.holds(BLOB)
    (shelf.folder / "blobs" / BLOB.sha256).write_bytes(RAW[:-1])
    assert not shelf.looks_whole([BLOB]) and not shelf.holds(BLOB)


def test_a_download_grows_and_is_finished(shelf: Shelf) -> None:
    assert shelf.arrived(BLOB) == 0
    shelf.add(BLOB, iter([RAW[:3], RAW[3:5]]))
    assert (shelf.arrived(BLOB), shelf.is_downloading, shelf.holds(BLOB)) == (5, True, False)
    shelf.add(BLOB, iter([RAW[5:]]))
    assert shelf.finish(BLOB)
    assert (shelf.holds(BLOB), shelf.is_downloading) == (True, False)


def test_what_came_before_a_break_stays(shelf: Shelf) -> None:
    def breaking() -> Iterator[bytes]:
        yield RAW[:7]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        shelf.add(BLOB, breaking())
    assert shelf.arrived(BLOB) == 7


def test_a_download_that_is_not_what_it_should_be_leaves_nothing(shelf: Shelf) -> None:
    shelf.add(BLOB, iter([RAW.swapcase()]))
    assert not shelf.finish(BLOB)
    assert (shelf.arrived(BLOB), shelf.is_downloading) == (0, False)


def test_more_than_there_may_be_does_not_count(shelf: Shelf) -> None:
    shelf.add(BLOB, iter([RAW + b"!"]))
    assert (shelf.arrived(BLOB), shelf.is_downloading) == (0, False)


def test_switching_makes_another_course_the_present_one(shelf: Shelf) -> None:
    shelf.switch(INDEX, 8)
    assert (shelf.pointer(), shelf.index()) == (Pointer(sha256_of(INDEX), 8), PackIndex(8, ()))


def test_the_version_that_was_here_is_known_though_its_index_is_damaged(shelf: Shelf) -> None:
    shelf.switch(INDEX, 8)
    (shelf.folder / "blobs" / sha256_of(INDEX)).write_bytes(INDEX[:-1])
    with pytest.raises(PackFault, match=r"index\.json is damaged"):
        shelf.index()
    (shelf.folder / "blobs" / sha256_of(INDEX)).unlink()
    with pytest.raises(PackFault, match=r"index\.json is damaged"):
        shelf.index()
    pointer = shelf.pointer()
    assert pointer is not None and pointer.version == 8


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"\xff", b"{}", b'{"index": 1, "version": 2}', b'{"index": "../../x", "version": 2}',
     b'{"index": "' + b"a" * 64 + b'", "version": true}'],
)  # fmt: skip
def test_a_pointer_that_is_damaged_points_nowhere(shelf: Shelf, raw: bytes) -> None:
    shelf.switch(INDEX, 8)
    (shelf.folder / "current.json").write_bytes(raw)
    assert (shelf.pointer(), shelf.index()) == (None, None)


def test_modules_of_older_courses_are_remembered(shelf: Shelf, tmp_path: Path) -> None:
    entries = index_from_bytes((a_pack(tmp_path / "p", a_module("a")) / "index.json").read_bytes()).modules
    shelf.keep(entries)
    assert shelf.kept() == entries
    (shelf.folder / "kept.json").write_bytes(b"{")
    assert shelf.kept() == ()


@pytest.fixture
def full(shelf: Shelf, tmp_path: Path) -> Shelf:
    """With a course, a module that is kept, and what nobody needs."""
    for number, version in ((1, 8), (2, 9)):
        folder = a_pack(tmp_path / str(version), a_module("a", version=number), version=version)
        for blob in (folder / "blobs").iterdir():
            shelf.put(blob.read_bytes())
    shelf.keep(index_from_bytes((tmp_path / "8" / "index.json").read_bytes()).modules)
    shelf.switch((tmp_path / "9" / "index.json").read_bytes(), 9)
    shelf.put(RAW)
    shelf.add(Part(sha256_of(b"half"), 4), iter([b"ha"]))
    return shelf


def names(shelf: Shelf) -> set[str]:
    return {path.name for path in (shelf.folder / "blobs").iterdir()}


def test_sweeping_leaves_what_is_needed_and_nothing_else(full: Shelf) -> None:
    before = names(full)
    full.sweep()
    assert before - names(full) == {BLOB.sha256, sha256_of(b"half") + ".part"}
    assert all(full.holds(blob) for entry in full.kept() for blob in entry.blobs)


@pytest.mark.parametrize("file", ["current.json", "kept.json", "index"])
def test_where_it_cannot_be_told_what_is_needed_nothing_is_removed(
    full: Shelf, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pointer, real, before = full.pointer(), Path.open, names(full)
    assert pointer is not None

    def refuse(path: Path, mode: str) -> IO[Any]:
        if path.name == (pointer.index if file == "index" else file):
            raise OSError(5, "Input/output error")
        return real(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    full.sweep()
    monkeypatch.undo()
    assert names(full) == before
