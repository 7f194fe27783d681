"""The card for a computer without a network, used as a person does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.learning.trust import Trust
from cor_desktop.ui.house import House
from cor_desktop.ui.sync_file_card import SyncFileCard
from cor_desktop.ui.sync_page import SyncPage
from cor_protocol import sync_file
from cor_protocol.sync_file import State
from tests.factories.courses import a_course_desk
from tests.factories.modules import a_module
from tests.fakes.clock import HandClock
from tests.fakes.finding import page_of
from tests.fakes.messages import Answers
from tests.fakes.server import FakeServer
from tests.fakes.stick import answer

MODULE = a_module("one", "two")


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Desk]:
    opened = a_course_desk(tmp_path / "desk", clock, server, MODULE)
    start_learning(opened)
    open_activity(opened, MODULE, "one")
    yield opened
    opened.store.close()


@pytest.fixture
def card(guest_house: House) -> SyncFileCard:
    guest_house.go("sync")
    return page_of(guest_house, SyncPage).files


def press(button: QPushButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_b2_a_file_is_saved_and_the_answer_is_loaded(
    card: SyncFileCard, server: FakeServer, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.place = tmp_path / "stick"
    press(card.save, qtbot)
    assert card.outcome.words == (
        "The sync file is saved. Take it to whoever looks after the server. 2 items are in it. "
        "They stay here until the answer comes back."
    )
    back = tmp_path / "back.corsync"
    back.write_bytes(answer(server, (tmp_path / "stick.corsync").read_bytes()))
    answers.place = back
    press(card.load, qtbot)
    assert card.outcome.words == "The sync file is loaded. 2 items have arrived on the server."
    press(card.load, qtbot)
    assert card.outcome.words == "The sync file is loaded. Nothing in it is new here."
    assert card.save.isEnabled() and card.load.isEnabled()


def test_what_waits_is_said(
    card: SyncFileCard, server: FakeServer, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.place = tmp_path / "x.corsync"
    press(card.save, qtbot)
    raw = answer(server, answers.place.read_bytes(), states=lambda learner: State.WAITING)
    answers.place.write_bytes(raw)
    press(card.load, qtbot)
    assert "2 items wait on the server until somebody there confirms this computer." in card.outcome.words


def test_a_changed_mind_does_nothing(card: SyncFileCard, answers: Answers, qtbot: QtBot) -> None:
    answers.place = None
    press(card.save, qtbot)
    press(card.load, qtbot)
    assert (card.outcome.words, len(answers.asked)) == ("", 2)


def test_a_wrong_file_is_told(card: SyncFileCard, answers: Answers, tmp_path: Path, qtbot: QtBot) -> None:
    answers.place = tmp_path / "photo.jpg"
    answers.place.write_bytes(b"\xff\xd8")
    press(card.load, qtbot)
    assert card.outcome.words.startswith("This is not a sync file of COR Desktop. Nothing was changed.")


@pytest.mark.parametrize("ours", [True, False])
def test_a_server_that_introduces_itself_is_asked_about(
    desk: Desk, card: SyncFileCard, server: FakeServer, answers: Answers, tmp_path: Path, qtbot: QtBot, ours: bool
) -> None:
    desk.settings.set("server_address", "")
    answers.place = tmp_path / "server.corsync"
    answers.place.write_bytes(sync_file.write_card("Our server", server.signing_key))
    press(card.load, qtbot)
    assert card.outcome.words.startswith("Is “Our server” your server? Its key is ")
    words = "Yes, this is our server" if ours else "No"
    (button,) = [each for each in card.outcome.findChildren(QPushButton) if each.text() == words]
    press(button, qtbot)
    assert desk.catalog.shelf is not None
    known = Trust(desk.catalog.shelf.folder).server_key("")
    assert (known == server.key, card.outcome.words.startswith("This computer knows its server now.")) == (ours, ours)
