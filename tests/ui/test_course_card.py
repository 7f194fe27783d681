from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.ui.course_card import CourseCard
from cor_desktop.ui.house import House
from cor_desktop.ui.sync_page import SyncPage
from tests.factories.courses import a_course_desk, signed_by
from tests.factories.modules import a_module
from tests.factories.packs import a_pack
from tests.fakes.clock import HandClock
from tests.fakes.finding import page_of
from tests.fakes.messages import Answers
from tests.fakes.server import FakeServer

NEW = a_module("one", "three", version=2)


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Desk]:
    opened = a_course_desk(tmp_path / "desk", clock, server, a_module("one", "two"))
    start_learning(opened)
    yield opened
    opened.store.close()


@pytest.fixture
def stick(tmp_path: Path, server: FakeServer) -> Path:
    return a_pack(tmp_path / "stick", NEW, version=8, keys=signed_by(server))


@pytest.fixture
def card(guest_house: House) -> CourseCard:
    guest_house.go("sync")
    return page_of(guest_house, SyncPage).course


def test_a_newer_course_is_looked_for_with_one_button(
    card: CourseCard, server: FakeServer, stick: Path, qtbot: QtBot
) -> None:
    server.course_pack = stick
    assert card.about.text() == "Course version 7"
    qtbot.mouseClick(card.look, Qt.MouseButton.LeftButton)
    assert (card.about.text(), card.outcome.words.split(".")[0]) == ("Course version 8", "A newer course is here")
    assert card.look.isEnabled() and card.stop.isHidden()


@pytest.mark.parametrize("button", ["folder", "file"])
def test_a_course_is_loaded_from_where_the_learner_says(
    card: CourseCard, button: str, stick: Path, answers: Answers, qtbot: QtBot
) -> None:
    answers.place = None
    qtbot.mouseClick(getattr(card, button), Qt.MouseButton.LeftButton)
    assert card.about.text() == "Course version 7"
    answers.place = stick
    qtbot.mouseClick(getattr(card, button), Qt.MouseButton.LeftButton)
    assert card.about.text() == "Course version 8"


def test_a_sync_that_tells_of_a_newer_course_brings_it_without_a_word(
    ana_house: House, server: FakeServer, stick: Path, desk: Desk
) -> None:
    assert desk.catalog.version == 7
    server.course_pack = stick
    ana_house.sync.sync_now()
    assert desk.catalog.version == 8


def test_a_course_that_is_refused_is_told_in_the_card(
    card: CourseCard, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    answers.place = tmp_path
    qtbot.mouseClick(card.folder, Qt.MouseButton.LeftButton)
    assert card.outcome.words.startswith("This course was not taken.")


def test_home_shows_the_newer_course_at_once(
    card: CourseCard, guest_house: House, stick: Path, answers: Answers, qtbot: QtBot, desk: Desk
) -> None:
    answers.place = stick
    qtbot.mouseClick(card.folder, Qt.MouseButton.LeftButton)
    guest_house.go("home")
    assert desk.catalog.entries()[0].version == 2
