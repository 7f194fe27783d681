from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.activities.match import MatchPresenter
from cor_desktop.ui.activities.match_board import MatchBoard
from cor_desktop.ui.activities.match_card import MatchCard
from cor_protocol.module import Html, Match, Pair

PAIRS = (Pair("one", "1", Html("")), Pair("two", "2", Html("")))


@pytest.fixture
def board(qtbot: QtBot) -> MatchBoard:
    board = MatchBoard(MatchPresenter(Match("m", "M", 1, (), True, (), "?", PAIRS), random.Random(1)))
    qtbot.addWidget(board)
    board.resize(700, 300)
    with qtbot.waitExposed(board):
        board.show()
    return board


def cards(board: MatchBoard) -> dict[str, MatchCard]:
    return {card.words: card for card in board.findChildren(MatchCard)}


def test_left_sides_have_letters_from_the_start(board: MatchBoard) -> None:
    assert {words: card.letter for words, card in cards(board).items()} == {"one": "A", "two": "B", "1": "", "2": ""}


def test_a_right_side_takes_the_letter_it_is_joined_to(board: MatchBoard) -> None:
    cards(board)["2"].click()
    assert cards(board)["2"].letter == "A"


def test_a_line_is_drawn_between_what_is_joined(board: MatchBoard) -> None:
    left, right = cards(board)["one"], cards(board)["2"]
    gap = board.rect().adjusted(left.geometry().right() + 2, 0, right.x() - board.width() - 2, 0)
    before = board.grab(gap).toImage()
    right.click()
    assert board.grab(gap).toImage() != before


def test_both_sides_stand_beside_one_another_where_there_is_room(board: MatchBoard) -> None:
    assert cards(board)["1"].x() > cards(board)["one"].geometry().right()


def test_the_right_sides_stand_below_where_there_is_none(board: MatchBoard) -> None:
    board.resize(300, 500)
    QApplication.processEvents()
    assert cards(board)["1"].x() == cards(board)["one"].x()
    assert cards(board)["1"].y() > cards(board)["two"].y()
