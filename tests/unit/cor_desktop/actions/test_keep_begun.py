"""A learner finishes a module on the version they began, whatever comes meanwhile; afterwards it is let go."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.import_course import import_course
from cor_desktop.actions.keep_begun import begun, keep_begun
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.errors import NotSaved
from cor_protocol.module import Module
from tests.factories.courses import a_course_desk, signed_by, silent
from tests.factories.modules import a_module
from tests.factories.packs import a_pack
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer

ONE, TWO = a_module("a", "b"), a_module("a", "b", "c", version=2)


@pytest.fixture
def start(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Callable[[], Desk]]:
    """Starts the program, which came with version 1 of the module."""
    opened: list[Desk] = []

    def start() -> Desk:
        opened.append(a_course_desk(tmp_path / "desk", clock, server, ONE))
        return opened[-1]

    yield start
    for desk in opened:
        desk.store.close()


@pytest.fixture
def desk(start: Callable[[], Desk]) -> Desk:
    desk = start()
    start_learning(desk)
    return desk


@pytest.fixture
def newer(tmp_path: Path, server: FakeServer) -> Path:
    return a_pack(tmp_path / "newer", TWO, version=8, keys=signed_by(server))


def blobs(desk: Desk) -> set[str]:
    assert desk.catalog.shelf is not None
    return {path.name for path in (desk.catalog.shelf.folder / "blobs").glob("*")}


def complete(desk: Desk, module: Module) -> None:
    for activity in module.activities:
        open_activity(desk, module, activity.id)
        finish_activity(desk, module, activity.id)
    finish_module(desk, module)


def test_what_is_begun_and_not_completed_counts(desk: Desk) -> None:
    assert begun(desk) == frozenset()
    open_activity(desk, ONE, "a")
    assert begun(desk) == {("a-module", 1)}
    complete(desk, ONE)
    assert begun(desk) == frozenset()


def test_who_completed_a_newer_version_needs_the_older_one_no_more(desk: Desk) -> None:
    open_activity(desk, ONE, "a")
    complete(desk, TWO)
    assert begun(desk) == frozenset()
    open_activity(desk, a_module("a", version=3), "a")
    assert begun(desk) == {("a-module", 3)}


def test_what_was_begun_stays_when_a_newer_course_comes_and_goes_when_it_is_completed(
    desk: Desk, newer: Path, start: Callable[[], Desk]
) -> None:
    open_activity(desk, ONE, "a")
    import_course(desk, newer, silent)
    again = start()
    assert (again.catalog.module("a-module"), again.catalog.module("a-module", 1)) == (TWO, ONE)
    both = blobs(again)
    complete(again, ONE)
    keep_begun(again)
    assert blobs(again) < both
    shutil.rmtree(again.catalog._folder)
    again.catalog.refresh()
    assert again.catalog.modules() == (TWO,)
    with pytest.raises(KeyError):
        again.catalog.module("a-module", 1)


def test_what_was_begun_stays_when_an_update_of_the_program_takes_its_course_away(
    desk: Desk, start: Callable[[], Desk], tmp_path: Path
) -> None:
    open_activity(desk, ONE, "a")
    keep_begun(desk)
    shutil.rmtree(tmp_path / "desk" / "shipped")
    a_pack(tmp_path / "desk" / "shipped", TWO, version=9)
    again = start()
    assert (again.catalog.version, again.catalog.module("a-module", 1)) == (9, ONE)
    assert again.catalog.media("a-module", "cover.svg", 1)
    assert not again.catalog.damaged


def test_a_module_of_a_course_that_an_update_overtakes_stays_with_who_began_it(
    desk: Desk, newer: Path, start: Callable[[], Desk], tmp_path: Path
) -> None:
    import_course(desk, newer, silent)
    open_activity(desk, TWO, "a")
    keep_begun(desk)
    three = a_module("z", version=3)
    a_pack(tmp_path / "desk" / "shipped", three, version=9)
    again = start()
    keep_begun(again)
    assert (again.catalog.modules(), again.catalog.module("a-module", 2)) == ((three,), TWO)


def test_every_language_of_what_was_begun_stays(
    tmp_path: Path, clock: HandClock, server: FakeServer, newer: Path
) -> None:
    spanish = dataclasses.replace(ONE, language="es", title="Un módulo")
    desk = a_course_desk(tmp_path / "other", clock, server, ONE, spanish)
    start_learning(desk)
    open_activity(desk, ONE, "a")
    import_course(desk, newer, silent)
    shutil.rmtree(tmp_path / "other" / "shipped")
    desk.catalog.refresh()
    desk.catalog.language = "es"
    assert desk.catalog.module("a-module", 1) == spanish
    desk.store.close()


def test_while_a_download_waits_for_its_rest_nothing_is_removed(desk: Desk, newer: Path) -> None:
    import_course(desk, newer, silent)
    (desk.catalog.shelf.folder / "blobs" / f"{'b' * 64}.part").write_bytes(b"half")  # type: ignore[union-attr]
    (desk.catalog.shelf.folder / "blobs" / ("c" * 64)).write_bytes(b"staged")  # type: ignore[union-attr]
    keep_begun(desk)
    assert {"b" * 64 + ".part", "c" * 64} < blobs(desk)


def test_a_course_that_cannot_be_read_at_all_lets_nothing_go(desk: Desk, newer: Path, tmp_path: Path) -> None:
    open_activity(desk, ONE, "a")
    keep_begun(desk)
    assert desk.catalog.shelf is not None
    kept = desk.catalog.shelf.kept()
    shutil.rmtree(tmp_path / "desk" / "shipped")
    desk.catalog.refresh()
    keep_begun(desk)
    assert desk.catalog.shelf.kept() == kept != ()


def test_a_disk_that_refuses_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    open_activity(desk, ONE, "a")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotSaved):
        keep_begun(desk)


def test_a_program_without_a_place_for_courses_keeps_nothing(desk: Desk) -> None:
    desk.catalog.shelf = None
    keep_begun(desk)
