from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import SyncOutcome
from cor_desktop.errors import Offline
from cor_desktop.presenters.course import CoursePresenter, Stopped
from cor_protocol.seal import new_signing_key
from tests.factories.courses import a_course_desk, signed_by
from tests.factories.modules import a_module
from tests.factories.packs import a_pack
from tests.fakes.background import AtOnce, WhenTold
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer

OLD, NEW = a_module("a", "b"), a_module("a", "c", version=2)
CAME = "A newer course is here. What you have begun stays as it was until you have finished it."


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def desk(tmp_path: Path, server: FakeServer) -> Iterator[Desk]:
    server.course_pack = a_pack(tmp_path / "new", NEW, version=8, keys=signed_by(server))
    opened = a_course_desk(tmp_path / "desk", HandClock(), server, OLD)
    start_learning(opened)
    yield opened
    opened.store.close()


@pytest.fixture
def course(desk: Desk) -> CoursePresenter:
    return CoursePresenter(desk, AtOnce())


def a_sync(version: int) -> SyncOutcome:
    return SyncOutcome("sent", "Everything is sent.", course=version)


def test_a_newer_course_is_looked_for_and_told(course: CoursePresenter) -> None:
    assert (course.about.value, course.notice) == ("Course version 7", ("", ""))
    course.look()
    assert (course.about.value, course.outcome.value, course.taken.value) == ("Course version 8", CAME, 1)
    course.look()
    assert (course.outcome.value, course.taken.value, course.share) == ("There is no newer course.", 1, 0.0)


def test_a_course_is_loaded_from_a_stick(course: CoursePresenter, server: FakeServer) -> None:
    assert server.course_pack is not None
    course.load(server.course_pack)
    assert (course.outcome.value, course.share) == (CAME, 1.0)
    course.load(server.course_pack)
    assert course.outcome.value == "This course is on this computer already."


def test_what_goes_wrong_is_told_until_the_next_time(course: CoursePresenter, tmp_path: Path) -> None:
    course.load(tmp_path / "nothing")
    assert course.trouble.value is not None
    assert course.trouble.value.title == "This course was not taken"
    course.look()
    assert course.trouble.value is None


def test_a_newer_course_that_a_sync_tells_of_is_fetched_by_itself(course: CoursePresenter, server: FakeServer) -> None:
    for outcome in (None, a_sync(0), a_sync(7)):
        course.heard(outcome)
    assert (server.fetched, course.taken.value) == ([], 0)
    course.heard(a_sync(8))
    assert (course.outcome.value, course.taken.value) == (CAME, 1)


def test_whoever_works_offline_fetches_nothing(course: CoursePresenter, desk: Desk, server: FakeServer) -> None:
    desk.settings.set("work_offline", True)
    course.heard(a_sync(8))
    assert server.fetched == []
    course.look()
    assert course.trouble.value is not None and course.trouble.value.title == "You are working offline"


def test_m18_over_a_counted_connection_no_course_comes_by_itself(course: CoursePresenter, server: FakeServer) -> None:
    course.is_metered = lambda: True
    course.heard(a_sync(8))
    assert (server.fetched, course.taken.value) == ([], 0)
    assert course.outcome.value.startswith("A newer course is there. It waits")
    course.look()
    assert (course.outcome.value, course.taken.value) == (CAME, 1)


def test_a_course_that_is_refused_is_not_fetched_with_every_sync(course: CoursePresenter, server: FakeServer) -> None:
    server.signing_key = new_signing_key()
    course.heard(a_sync(8))
    assert course.trouble.value is not None
    asked = len(server.fetched)
    course.heard(a_sync(8))
    assert len(server.fetched) == asked
    course.heard(a_sync(9))
    assert len(server.fetched) > asked


def test_a_connection_that_breaks_by_itself_is_no_news(course: CoursePresenter, server: FakeServer) -> None:
    def broken() -> None:
        raise Offline

    server.fault = broken
    course.heard(a_sync(8))
    assert (course.trouble.value, course.outcome.value, course.busy.value) == (None, "", False)
    course.look()
    assert course.trouble.value is not None


def test_one_thing_at_a_time_and_it_can_be_stopped(desk: Desk) -> None:
    background = WhenTold()
    course = CoursePresenter(desk, background)
    course.look()
    course.look()
    course.heard(a_sync(9))
    assert (course.busy.value, len(background.waiting)) == (True, 1)
    course.stop()
    background.finish()
    assert (course.busy.value, type(course.trouble.value), desk.catalog.version) == (False, Stopped, 7)


def test_a_damaged_course_and_one_that_is_overdue_are_said(tmp_path: Path, server: FakeServer) -> None:
    due = datetime.date(2026, 11, 2)
    a_pack(tmp_path / "desk" / "shipped", OLD, expires=due)
    desk = a_course_desk(tmp_path / "desk", HandClock(), server)
    course = CoursePresenter(desk, AtOnce())
    assert course.notice[0] == "A newer course was due on 2 November"
    assert "It still works." in course.notice[1]
    server.course_pack = a_pack(tmp_path / "new", NEW, version=8)
    course.look()
    assert course.notice == ("", "")
    for blob in (tmp_path / "desk" / "data" / "course" / "blobs").iterdir():
        blob.unlink()
    desk.catalog.refresh()
    assert course.notice[0] == "The newer course on this computer is damaged"
    course.look()
    assert (course.notice, desk.catalog.version) == (("", ""), 8)
    desk.store.close()


def test_a_course_that_cannot_be_read_at_all_is_said(course: CoursePresenter, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "desk" / "shipped" / "index.json").unlink()
    desk.catalog.refresh()
    course.refresh()
    assert (course.about.value, course.notice) == ("The course on this computer cannot be read.", ("", ""))


def test_what_is_begun_is_kept_when_that_changes_and_not_at_every_page(desk: Desk) -> None:
    background = WhenTold()
    course = CoursePresenter(desk, background)
    course.keep_begun()
    course.keep_begun()
    assert len(background.waiting) == 1
    background.finish()
    open_activity(desk, OLD, "a")
    course.keep_begun()
    background.finish()
    assert desk.catalog.shelf is not None
    assert [(entry.key, entry.version) for entry in desk.catalog.shelf.kept()] == [("a-module", 1)]
