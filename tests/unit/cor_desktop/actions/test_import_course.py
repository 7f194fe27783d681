from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.import_course import import_course
from cor_desktop.actions.take_course import CourseNotKept, CourseNotTaken, NoRoomForCourse
from cor_desktop.learning.trust import Trust
from tests.factories.courses import ADDRESS, a_course_desk, signed_by, silent, zipped
from tests.factories.modules import a_module
from tests.factories.packs import a_pack
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer

OLD, NEW = a_module("a"), a_module("a", "b", version=2)
STAYS = "The course on this computer stays as it is, and so does your progress."


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Desk]:
    opened = a_course_desk(tmp_path / "desk", clock, server, OLD)
    yield opened
    opened.store.close()


@pytest.fixture
def stick(tmp_path: Path, server: FakeServer) -> Path:
    return a_pack(tmp_path / "stick", NEW, version=8, keys=signed_by(server))


def told(desk: Desk, place: Path) -> str:
    with pytest.raises(CourseNotTaken) as caught:
        import_course(desk, place, silent)
    assert caught.value.title == "This course was not taken"
    assert caught.value.advice == "You can go on learning. Ask whoever offers that course to look at it."
    assert caught.value.meaning.endswith(STAYS)
    assert (desk.catalog.version, desk.catalog.modules()) == (7, (OLD,))
    return caught.value.meaning.removesuffix(STAYS).strip()


def test_a_course_comes_from_a_folder(desk: Desk, stick: Path) -> None:
    assert import_course(desk, stick, silent)
    assert (desk.catalog.version, desk.catalog.modules()) == (8, (NEW,))


@pytest.mark.parametrize("within", ["", "The course 2027"])
def test_a_course_comes_from_a_zip_of_the_folder(desk: Desk, stick: Path, tmp_path: Path, within: str) -> None:
    assert import_course(desk, zipped(stick, tmp_path / "course.zip", within), silent)
    assert desk.catalog.modules() == (NEW,)


def test_the_course_that_is_here_is_not_taken_again(desk: Desk, stick: Path) -> None:
    import_course(desk, stick, silent)
    assert not import_course(desk, stick, silent)


def test_an_older_course_is_refused_in_words_also_after_the_next_start(
    desk: Desk, stick: Path, tmp_path: Path, server: FakeServer, clock: HandClock
) -> None:
    older = a_pack(tmp_path / "older", a_module("x"), version=6, keys=signed_by(server))
    assert told(desk, older) == "It is older (version 6) than the newest that was here (version 7)."
    import_course(desk, stick, silent)
    again = a_course_desk(tmp_path / "desk", clock, server)
    with pytest.raises(CourseNotTaken, match=r"version 6.*version 8"):
        import_course(again, older, silent)
    again.store.close()


def test_even_where_the_newest_is_damaged_no_older_one_is_taken_from_outside(
    desk: Desk, stick: Path, tmp_path: Path, server: FakeServer
) -> None:
    newest = a_pack(tmp_path / "newest", a_module("z", version=3), version=9, keys=signed_by(server))
    import_course(desk, newest, silent)
    assert desk.catalog.shelf is not None
    for blob in (desk.catalog.shelf.folder / "blobs").iterdir():
        blob.unlink()
    desk.catalog.refresh()
    assert (desk.catalog.version, desk.catalog.damaged) == (7, True)
    assert "It is older (version 8) than the newest that was here (version 9)." in told(desk, stick)
    assert import_course(desk, newest, silent)
    assert desk.catalog.version == 9


def test_a_course_of_strangers_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    stranger = a_pack(tmp_path / "stranger", NEW, version=8, keys=signed_by(FakeServer()))
    assert "not signed by anybody whom this computer trusts" in told(desk, stranger)


def test_an_unsigned_course_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    assert "not signed by anybody" in told(desk, a_pack(tmp_path / "unsigned", NEW, version=8))


def test_a_course_without_a_module_is_refused_in_words(desk: Desk, tmp_path: Path, server: FakeServer) -> None:
    assert told(desk, a_pack(tmp_path / "empty", version=8, keys=signed_by(server))) == "The course holds no module."


def test_a_course_that_was_tampered_with_is_refused_in_words(desk: Desk, stick: Path) -> None:
    index = stick / "index.json"
    index.write_bytes(index.read_bytes().replace(b'"version":8', b'"version":9'))
    assert "not signed by anybody whom this computer trusts, or they were changed" in told(desk, stick)


def test_a_signed_course_with_a_changed_file_is_refused_in_words(desk: Desk, stick: Path) -> None:
    for blob in (stick / "blobs").iterdir():
        blob.write_bytes(blob.read_bytes().swapcase())
    assert told(desk, stick).endswith("is damaged.")


def test_a_signed_course_that_is_cut_short_is_refused_in_words(desk: Desk, stick: Path) -> None:
    for blob in (stick / "blobs").iterdir():
        blob.write_bytes(blob.read_bytes()[:-1])
    assert told(desk, stick).endswith("is cut short.")


def test_a_course_with_a_missing_file_is_refused_in_words(desk: Desk, stick: Path) -> None:
    for blob in (stick / "blobs").iterdir():
        blob.unlink()
    assert told(desk, stick).endswith("is missing or cannot be read.")


def test_a_folder_without_a_course_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert told(desk, tmp_path / "empty") == "There is no course in empty."


def test_a_file_that_is_no_course_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "letter.zip").write_text("Dear colleague")
    assert told(desk, tmp_path / "letter.zip").startswith("There is no course in letter.zip")


def test_the_author_of_the_program_may_have_signed_it(
    desk: Desk, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: FakeServer
) -> None:
    import base64

    assert desk.catalog.shelf is not None
    (desk.catalog.shelf.folder / "servers.json").unlink()
    assert "not signed" in told(desk, stick)
    publishers = tmp_path / "publishers.txt"
    publishers.write_bytes(base64.b64encode(server.key) + b"\n")
    monkeypatch.setattr(Trust.__init__, "__defaults__", (publishers,))
    assert import_course(desk, stick, silent)


def test_the_key_of_another_server_does_not_count_here(desk: Desk, stick: Path, server: FakeServer) -> None:
    desk.settings.set("server_address", "https://another.example.org")
    assert "not signed" in told(desk, stick)
    desk.settings.set("server_address", ADDRESS)
    assert import_course(desk, stick, silent)


def test_a_full_disk_is_told(desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NoRoomForCourse):
        import_course(desk, stick, silent)
    monkeypatch.undo()
    assert desk.catalog.modules() == (OLD,)
    assert import_course(desk, stick, silent)


def test_a_disk_that_may_only_be_read_is_not_said_to_be_full(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(handle: int) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("os.fsync", read_only)
    with pytest.raises(CourseNotKept) as told:
        import_course(desk, stick, silent)
    assert "room" not in str(told.value)
    assert desk.catalog.modules() == (OLD,)


def test_a_place_that_cannot_even_be_asked_for_is_no_course(desk: Desk, tmp_path: Path) -> None:
    assert "There is no course in" in told(desk, tmp_path / ("x" * 300))


def test_a_damaged_course_of_the_program_is_healed_from_a_stick(desk: Desk, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "desk" / "shipped" / "index.json").write_bytes(b"{")
    desk.catalog.refresh()
    assert import_course(desk, stick, silent)
    assert desk.catalog.modules() == (NEW,)
