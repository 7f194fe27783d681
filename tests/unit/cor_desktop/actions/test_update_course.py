from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.import_course import import_course
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.take_course import CourseNotTaken, NoRoomForCourse, NotHere
from cor_desktop.actions.update_course import WorkingOffline, look_for_course
from cor_desktop.errors import Offline, Trouble
from cor_desktop.learning.catalog import Catalog
from cor_desktop.learning.trust import Trust
from cor_protocol.pack import index_from_bytes, sha256_of
from cor_protocol.seal import new_signing_key
from tests.factories.courses import ADDRESS, a_course_desk, silent
from tests.factories.modules import a_module
from tests.factories.packs import a_pack
from tests.fakes.a_desk import join
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer
from tests.unit.cor_desktop.actions.conftest import FORM

OLD, NEW = a_module("a", "b", "c"), a_module("a", "b", "new", version=2)


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Desk]:
    """The program came with version 7; the server has version 8, which has another page of three."""
    opened = a_course_desk(tmp_path / "desk", clock, server, OLD)
    server.course_pack = a_pack(tmp_path / "new", NEW, version=8)
    yield opened
    opened.store.close()


def files(desk: Desk) -> list[str]:
    assert desk.catalog.shelf is not None
    return sorted(path.name for path in desk.catalog.shelf.folder.rglob("*") if path.is_file())


def test_a_newer_course_is_taken_and_is_there_at_once_and_after_the_next_start(
    desk: Desk, tmp_path: Path, clock: HandClock, server: FakeServer
) -> None:
    assert look_for_course(desk, silent)
    assert (desk.catalog.version, desk.catalog.module("a-module")) == (8, NEW)
    again = a_course_desk(tmp_path / "desk", clock, server)
    assert again.catalog.modules() == (NEW,)
    again.store.close()


def test_p15_only_what_changed_is_fetched(desk: Desk, server: FakeServer) -> None:
    look_for_course(desk, silent)
    (entry,) = desk.catalog.entries()
    fetched = [sha256 for sha256, _ in server.fetched]
    # The index, the page that is new, and what says the module's version.
    assert fetched[1:] == [entry.parts[2].sha256, entry.parts[4].sha256]
    assert len(fetched) == 3


def test_p15_where_nothing_is_new_one_question_is_all(desk: Desk, server: FakeServer) -> None:
    look_for_course(desk, silent)
    server.fetched.clear()
    assert not look_for_course(desk, silent)
    assert server.fetched == []


def test_a_server_without_a_course_has_nothing_new(desk: Desk, server: FakeServer) -> None:
    server.course_pack = None
    assert not look_for_course(desk, silent)


def test_an_older_course_is_not_taken(desk: Desk, server: FakeServer, tmp_path: Path) -> None:
    server.course_pack = a_pack(tmp_path / "old", a_module("x"), version=6)
    assert not look_for_course(desk, silent)
    assert (desk.catalog.version, server.fetched) == (7, [])


def test_whoever_works_offline_asks_nobody(desk: Desk, server: FakeServer) -> None:
    desk.settings.set("work_offline", True)
    with pytest.raises(WorkingOffline):
        look_for_course(desk, silent)
    assert server.fetched == []


def test_a_download_stops_where_the_cable_is_pulled_meanwhile(desk: Desk, server: FakeServer) -> None:
    def pull(here: int, total: int) -> None:
        desk.settings.set("work_offline", True)

    with pytest.raises(Offline, match="You are working offline"):
        look_for_course(desk, pull)
    assert (len(server.fetched), desk.catalog.version) == (1, 7)


def test_a_download_that_is_cut_anywhere_goes_on_where_it_stopped(desk: Desk, server: FakeServer) -> None:
    cuts = set()

    def cut(position: int) -> None:
        here = (server.fetched[-1][0], position)
        if position and here not in cuts:
            cuts.add(here)
            raise Offline

    server.course_fault = cut
    for _try in range(100):
        try:
            look_for_course(desk, silent)
        except Offline as trouble:
            assert "The course on this computer stays as it is." in str(trouble)
            assert Catalog(Path(desk.catalog._folder), shelf=desk.catalog.shelf).modules() == (OLD,)
            continue
        break
    assert desk.catalog.modules() == (NEW,)
    assert {start for _, start in server.fetched} >= {0, 100}


def test_a_file_that_was_spoiled_here_is_fetched_anew(desk: Desk, server: FakeServer) -> None:
    assert server.course_pack is not None and desk.catalog.shelf is not None
    entry = index_from_bytes((server.course_pack / "index.json").read_bytes()).modules[0]
    desk.catalog.shelf.add(entry.parts[2], iter([b"spoiled by a power failure"]))
    assert look_for_course(desk, silent)
    asked = [start for sha256, start in server.fetched if sha256 == entry.parts[2].sha256]
    assert (asked, desk.catalog.modules()) == ([26, 0], (NEW,))


def test_a_file_that_arrives_damaged_is_told_and_nothing_changes(desk: Desk, server: FakeServer) -> None:
    assert server.course_pack is not None
    entry = index_from_bytes((server.course_pack / "index.json").read_bytes()).modules[0]
    blob = server.course_pack / "blobs" / entry.parts[2].sha256
    blob.write_bytes(blob.read_bytes().swapcase())
    with pytest.raises(CourseNotTaken, match=r"arrives damaged.*stays as it is"):
        look_for_course(desk, silent)
    assert desk.catalog.modules() == (OLD,)


def test_another_index_than_the_one_that_was_told_is_refused(desk: Desk, server: FakeServer, tmp_path: Path) -> None:
    offered = server.course("")
    assert offered is not None
    server.course = lambda known: offered  # type: ignore[method-assign]
    server.course_pack = a_pack(tmp_path / "other", NEW, version=9)
    with pytest.raises(CourseNotTaken):
        look_for_course(desk, silent)
    assert desk.catalog.version == 7


def test_a_course_that_another_server_signed_is_refused(desk: Desk, server: FakeServer) -> None:
    server.signing_key = new_signing_key()
    with pytest.raises(CourseNotTaken, match="not signed by anybody whom this computer trusts"):
        look_for_course(desk, silent)
    assert desk.catalog.modules() == (OLD,)


def test_the_key_of_the_sign_in_counts_from_then_on(desk: Desk, server: FakeServer) -> None:
    server.signing_key = new_signing_key()
    join(desk, server, FORM)
    assert look_for_course(desk, silent)


def test_a_learner_without_an_account_meets_the_server_by_asking_for_a_course(desk: Desk, server: FakeServer) -> None:
    assert desk.catalog.shelf is not None
    (desk.catalog.shelf.folder / "servers.json").unlink()
    assert look_for_course(desk, silent)
    assert Trust(desk.catalog.shelf.folder).server_key(ADDRESS) == server.key


def test_a_course_with_html_that_is_not_shown_is_refused_though_it_is_signed(
    desk: Desk, server: FakeServer, tmp_path: Path
) -> None:
    from cor_protocol.module import Html, Prose

    evil = dataclasses.replace(NEW, facilitation=(Prose(Html('<img src="https://x.org/a.png">')),))
    server.course_pack = a_pack(tmp_path / "evil", evil, version=9)
    with pytest.raises(CourseNotTaken, match="holds something this program does not show"):
        look_for_course(desk, silent)
    assert desk.catalog.modules() == (OLD,)


def test_a_full_disk_is_told_and_gets_its_room_back(desk: Desk, server: FakeServer) -> None:
    before = files(desk)

    def full(position: int) -> None:
        if len(server.fetched) > 2:
            raise OSError(28, "No space left on device")

    server.course_fault = full
    with pytest.raises(NoRoomForCourse) as told:
        look_for_course(desk, silent)
    assert "There is no room for the newer course" in str(told.value)
    assert (desk.catalog.modules(), files(desk)) == ((OLD,), before)


def test_a_disk_without_room_is_not_filled_at_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, server: FakeServer
) -> None:
    from shutil import _ntuple_diskusage

    monkeypatch.setattr("shutil.disk_usage", lambda place: _ntuple_diskusage(100, 99, 1))
    with pytest.raises(NoRoomForCourse):
        look_for_course(desk, silent)
    assert len(server.fetched) == 1


def test_stopping_half_way_leaves_the_course_of_before(desk: Desk) -> None:
    class Stopped(Trouble):
        pass

    def stop(here: int, total: int) -> None:
        if here:
            raise Stopped

    with pytest.raises(Stopped):
        look_for_course(desk, stop)
    assert desk.catalog.modules() == (OLD,)
    assert look_for_course(desk, silent)


def test_a_large_file_is_stopped_in_its_middle_and_goes_on_there(desk: Desk, server: FakeServer) -> None:
    class Stopped(Trouble):
        pass

    heard = [0]

    def stop(here: int, total: int) -> None:
        heard.append(here)
        if here - heard[-2] == 100:  # the server sends a hundred bytes at a time
            raise Stopped

    with pytest.raises(Stopped):
        look_for_course(desk, stop)
    begun = server.fetched[-1][0]
    assert look_for_course(desk, silent)
    assert (begun, 100) in server.fetched


def test_how_far_it_is_is_told_to_the_end(desk: Desk) -> None:
    heard: list[tuple[int, int]] = []
    look_for_course(desk, lambda here, total: heard.append((here, total)))
    assert heard[0][0] == 0 and heard[-1][0] == heard[-1][1] > 0
    assert heard == sorted(heard)


def test_a_course_that_was_spoiled_here_is_mended_by_looking_again(desk: Desk, server: FakeServer) -> None:
    look_for_course(desk, silent)
    assert desk.catalog.shelf is not None
    (entry,) = desk.catalog.entries()
    blob = desk.catalog.shelf.folder / "blobs" / entry.parts[2].sha256
    blob.write_bytes(b"x" * entry.parts[2].size)
    desk.catalog._modules.clear()
    assert (desk.catalog.module("a-module"), desk.catalog.damaged) == (OLD, True)
    assert look_for_course(desk, silent)
    assert (desk.catalog.module("a-module"), desk.catalog.damaged) == (NEW, False)


def test_the_sync_tells_which_course_the_server_has(desk: Desk, server: FakeServer) -> None:
    join(desk, server, FORM)
    assert synchronize(desk).course == 8
    server.course_pack = None
    assert synchronize(desk).course == 0


def test_a_program_without_a_place_for_courses_says_so(tmp_path: Path, desk: Desk) -> None:
    bare = dataclasses.replace(desk, catalog=Catalog(tmp_path))
    with pytest.raises(NotHere):
        look_for_course(bare, silent)
    with pytest.raises(NotHere):
        import_course(bare, tmp_path, silent)


def test_nothing_of_a_course_of_before_is_left_when_nobody_needs_it(
    desk: Desk, server: FakeServer, tmp_path: Path
) -> None:
    look_for_course(desk, silent)
    server.course_pack = a_pack(tmp_path / "newest", a_module("z", version=3), version=9)
    look_for_course(desk, silent)
    (entry,) = desk.catalog.entries()
    assert desk.catalog.shelf is not None
    index = desk.catalog.shelf.pointer()
    assert index is not None and index.index == sha256_of((server.course_pack / "index.json").read_bytes())
    kept = {"current.json", "servers.json", index.index, *(blob.sha256 for blob in entry.blobs)}
    assert set(files(desk)) == kept
