"""Whatever happens while a course is taken, the old one or the new one is whole: killed or refused at any step, or cut
after any byte."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.import_course import import_course
from cor_desktop.actions.keep_begun import keep_begun
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.update_course import look_for_course
from cor_desktop.errors import Offline, Trouble
from cor_desktop.learning.catalog import Catalog
from cor_desktop.learning.shelf import Shelf
from tests.factories.courses import a_course_desk, signed_by, silent
from tests.factories.modules import a_module
from tests.factories.packs import a_pack
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer

FIRST, SECOND, THIRD = (a_module("a", "b", version=number) for number in (1, 2, 3))
STEPS = [(os, "fsync"), (os, "replace"), (os, "unlink"), (os, "mkdir"), (os, "open"), (io, "open")]
STEPS += [(tempfile, "NamedTemporaryFile")]
"""Whatever touches a file while a course is taken."""
OPENING = ("open", "NamedTemporaryFile")


class Killed(BaseException):
    """The battery fell out."""


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Desk]:
    """The program came with version 1 of a module, which somebody has begun; version 2 came after that."""
    opened = a_course_desk(tmp_path / "desk", clock, server, FIRST)
    start_learning(opened)
    open_activity(opened, FIRST, "a")
    import_course(opened, a_pack(tmp_path / "second", SECOND, version=8, keys=signed_by(server)), silent)
    yield opened
    opened.store.close()


@pytest.fixture
def third(tmp_path: Path, server: FakeServer) -> Path:
    return a_pack(tmp_path / "third", THIRD, version=9, keys=signed_by(server))


def after_a_start(tmp_path: Path) -> Catalog:
    """The course as the next start of the program finds it, every part of it read."""
    catalog = Catalog(tmp_path / "desk" / "shipped", shelf=Shelf(tmp_path / "desk" / "data" / "course"))
    assert not catalog.damaged
    assert catalog.module("a-module", 1) == FIRST
    for entry in catalog.entries():
        assert all(catalog.media(entry.key, picture.name) for picture in entry.media)
    return catalog


def fail_at(step: int, how: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the so many-th operation on a file go wrong, before or (every other one) after it was done."""
    done: list[str] = []

    def failing(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*arguments: Any, **options: Any) -> Any:
            done.append(name)
            is_here = len(done) == step
            if is_here and (step % 2 or name in OPENING):
                how()
            result = real(*arguments, **options)
            if is_here:
                how()
            return result

        return operation

    for room, name in STEPS:
        monkeypatch.setattr(room, name, failing(name, getattr(room, name)))
    return done


def kill() -> None:
    raise Killed


def refuse() -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("how", "told"), [(kill, Killed), (refuse, Trouble)])
def test_at_every_step_the_old_or_the_new_course_is_whole_and_another_try_succeeds(
    desk: Desk, third: Path, tmp_path: Path, how: Callable[[], None], told: type[BaseException]
) -> None:
    seen, refused, files = set(), 0, as_it_is(tmp_path)
    for step in range(1, 500):
        put_back(tmp_path, files)
        desk.catalog.refresh()
        with pytest.MonkeyPatch.context() as patch:
            done = fail_at(step, how, patch)
            try:
                import_course(desk, third, silent)
            except told:
                refused += 1
        seen.add(after_a_start(tmp_path).version)
        if len(done) < step:
            break
        desk.catalog.refresh()
        import_course(desk, third, silent)
        assert after_a_start(tmp_path).modules() == (THIRD,)
    assert seen == {8, 9}
    assert refused > 20


@pytest.mark.parametrize("how", [kill, refuse])
def test_at_every_step_of_letting_go_what_is_needed_stays(desk: Desk, tmp_path: Path, how: Callable[[], None]) -> None:
    for step in range(1, 500):
        (tmp_path / "desk" / "data" / "course" / "blobs" / ("d" * 64)).write_bytes(b"nobody needs it")
        with pytest.MonkeyPatch.context() as patch:
            done = fail_at(step, how, patch)
            try:
                keep_begun(desk)
            except (Killed, Exception):
                done.append("told")
        assert after_a_start(tmp_path).version == 8
        if len(done) < step:
            break
    assert not (tmp_path / "desk" / "data" / "course" / "blobs" / ("d" * 64)).exists()


def test_a_line_that_is_cut_after_any_byte_leaves_the_old_course_and_the_rest_comes_later(
    desk: Desk, third: Path, server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.course_pack = third
    whole = sum(path.stat().st_size for path in third.rglob("*") if path.is_file())
    real, left = server.course_blob, [0]

    def cut(sha256: str, start: int, size: int) -> Iterator[bytes]:
        raw = b"".join(real(sha256, start, size))
        comes, left[0] = raw[: left[0]], left[0] - len(raw)
        yield comes
        if left[0] < 0:
            raise Offline

    monkeypatch.setattr(server, "course_blob", cut)
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # two thousand times would take its time
    before = as_it_is(tmp_path)
    for after in range(whole):
        left[0] = after
        try:
            assert look_for_course(desk, silent)
            break
        except Offline:
            assert after_a_start(tmp_path).version == 8
        if after % 10 == 0:
            left[0] = whole
            assert look_for_course(desk, silent)
            assert after_a_start(tmp_path).modules() == (THIRD,)
        put_back(tmp_path, before)
        desk.catalog.refresh()
    assert after > 900 and after_a_start(tmp_path).version == 9


def as_it_is(tmp_path: Path) -> dict[Path, bytes]:
    """Every file of the courses that came after the program."""
    shelf = tmp_path / "desk" / "data" / "course"
    return {path: path.read_bytes() for path in shelf.rglob("*") if path.is_file()}


def put_back(tmp_path: Path, files: dict[Path, bytes]) -> None:
    """Make them what they were."""
    for path in as_it_is(tmp_path):
        if path not in files:
            path.unlink()
    for path, raw in files.items():
        path.write_bytes(raw)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells which file a handle is")
def test_nothing_refers_to_what_is_not_durable(desk: Desk, third: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[tuple[str, str]] = []
    fsync, replace = os.fsync, os.replace

    def path_of(handle: int) -> str:
        return str(Path(f"/proc/self/fd/{handle}").readlink())

    def synced(handle: int) -> None:
        log.append(("fsync", path_of(handle)))
        fsync(handle)

    def renamed(source: Any, target: Any, **options: Any) -> None:
        log.append(("from", str(source)))
        log.append(("to", str(target)))
        replace(source, target, **options)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    import_course(desk, third, silent)
    for place, (what, path) in enumerate(log):
        assert what != "from" or ("fsync", path) in log[:place], f"{path} was renamed before it was durable"
    pointed = log.index(("to", str(desk.catalog.shelf.folder / "current.json")))  # type: ignore[union-attr]
    last_blob = max(place for place, (what, path) in enumerate(log[:pointed]) if what == "to" and "blobs" in path)
    assert ("fsync", str(desk.catalog.shelf.folder / "blobs")) in log[last_blob:pointed]  # type: ignore[union-attr]
