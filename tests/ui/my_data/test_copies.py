from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.my_data.page import MyDataPage
from tests.fakes.messages import Answers


def test_m1_a_copy_to_read_is_saved(page: MyDataPage, answers: Answers, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.copies.to_read, Qt.MouseButton.LeftButton)
    assert answers.asked == ["COR - my data.html"] and answers.place is not None
    assert answers.place.read_text("utf-8").startswith("<!doctype html>")
    assert page.copies.saved.words == f"Your copy is saved. {answers.place}"


def test_m1_a_copy_for_programs_is_saved(page: MyDataPage, answers: Answers, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.copies.as_data, Qt.MouseButton.LeftButton)
    assert answers.asked == ["COR - my data.json"] and answers.place is not None
    assert json.loads(answers.place.read_text("utf-8"))["format"] == "cor-desktop.my-data.1"


def test_a_guest_takes_a_copy_along_too(guest_page: MyDataPage, answers: Answers, qtbot: QtBot) -> None:
    qtbot.mouseClick(guest_page.copies.to_read, Qt.MouseButton.LeftButton)
    assert answers.place is not None and "Opened “One”" in answers.place.read_text("utf-8")


def test_whoever_changes_their_mind_saves_nothing(page: MyDataPage, answers: Answers, qtbot: QtBot) -> None:
    answers.place = None
    qtbot.mouseClick(page.copies.to_read, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.copies.as_data, Qt.MouseButton.LeftButton)
    assert (len(answers.asked), page.copies.saved.words, page.trouble.words) == (2, "", "")


def test_a_place_that_takes_no_file_is_told(page: MyDataPage, answers: Answers, qtbot: QtBot, tmp_path: Path) -> None:
    answers.place = tmp_path / "nowhere" / "mine.html"
    qtbot.mouseClick(page.copies.to_read, Qt.MouseButton.LeftButton)
    assert page.trouble.words.startswith("The copy could not be saved there.")
