"""M3: what was written and answered is neither on My data nor in a copy; what is planted where data lies is in all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextBrowser
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.authoring.pack import write_pack
from cor_desktop.learning.catalog import Catalog
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.my_data.fold import Fold
from cor_desktop.ui.my_data.page import MyDataPage
from cor_desktop.ui.theme import Theme
from tests.factories.module_folder import ModuleFolder
from tests.fakes.a_desk import a_desk
from tests.fakes.background import AtOnce
from tests.fakes.clock import HandClock
from tests.fakes.finding import page_of, words_on
from tests.fakes.messages import Answers
from tests.fakes.server import FakeServer
from tests.ui.conftest import house_of
from tools import journey
from tools.person import Person

CANARY = "quillwhistle"
"""A word nobody else would write; small letters, so that it could be planted as a fact."""


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Desk]:
    """Somebody is about to take a module with one activity of each type."""
    checked = ModuleFolder(tmp_path / "content" / "small-steps").checked()
    assert not checked.faults
    write_pack(checked.modules, tmp_path / "pack")
    desk = a_desk(tmp_path / "desk", HandClock(), FakeServer(), Catalog(tmp_path / "pack"))
    start_learning(desk)
    yield desk
    desk.store.close()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, learner: Desk, answers: Answers, tmp_path: Path) -> MainWindow:
    made = MainWindow(theme)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.ready(learner, AtOnce(), tmp_path, answers)
    return made


def take_module(person: Person) -> set[str]:
    """Answer every activity, with the canary where one writes; tells which kinds of answer were on the screen."""
    given = set()
    person.press("Start")
    for _page in range(journey.MOST_PAGES):
        person.answer(0, CANARY)
        written = [edit for edit in person.visible(QPlainTextEdit) if CANARY in edit.toPlainText()]
        given.add("words" if written else "choices and pictures")
        if person.can_press("Finish"):
            person.press("Finish")
            break
        journey.onward(person)
    person.wait_to_read("You have completed the module")
    return given


def everything_said(window: MainWindow, answers: Answers, folder: Path) -> dict[str, str]:
    """The page with every list open, and both copies."""
    house = house_of(window)
    house.go("home")
    house.navigation.go("my_data")
    page = page_of(house, MyDataPage)
    for fold in page.findChildren(Fold):
        fold.button.setChecked(True)
    QApplication.processEvents()
    on_page = "\n".join([words_on(page), *(text.toPlainText() for text in page.findChildren(QTextBrowser))])
    copies = {}
    for name, button in (("page.html", page.copies.to_read), ("data.json", page.copies.as_data)):
        answers.place = folder / name
        button.click()
        copies[name] = answers.place.read_text("utf-8")
    return {"the page": on_page, **copies}


def places_of(word: str, said: dict[str, str]) -> list[str]:
    return [place for place, words in said.items() if word in words]


def test_m3_no_word_of_any_activity_is_in_it(window: MainWindow, answers: Answers, tmp_path: Path) -> None:
    assert take_module(Person(window)) == {"choices and pictures", "words"}
    said = everything_said(window, answers, tmp_path)
    assert places_of("Small steps", said) == ["the page", "page.html"] and "small-steps" in said["data.json"]
    assert places_of(CANARY, said) == []


def test_what_is_planted_among_the_data_is_found_everywhere(
    window: MainWindow, answers: Answers, tmp_path: Path, learner: Desk
) -> None:
    with learner.store.transaction() as connection:
        connection.execute(
            "INSERT INTO fact (learner, kind, item, device, epoch, wall, origin, unsent)"
            " VALUES (?, 'activity.answered', ?, ?, 1, 1, ?, 1)",
            (learner.learner().id, f"small-steps:{CANARY}", learner.store.device, "l" * 26),
        )
    assert places_of(CANARY, everything_said(window, answers, tmp_path)) == ["the page", "page.html", "data.json"]
