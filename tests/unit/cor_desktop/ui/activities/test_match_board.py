from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.activities.match import MatchPresenter
from cor_desktop.ui.activities.match_board import MatchBoard
from cor_desktop.ui.activities.match_card import MatchCard
from cor_protocol.module import Html, Match, Pair
from tests.fakes.player import send

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


@pytest.mark.parametrize(("start", "goal"), [("one", "2"), ("2", "one")])
def test_a_card_is_dragged_to_its_partner_from_either_side(board: MatchBoard, start: str, goal: str) -> None:
    drag(cards(board)[start], cards(board)[goal].geometry().center())
    assert (cards(board)["one"].letter, cards(board)["2"].letter) == ("A", "A")


def test_a_card_dropped_beside_the_others_joins_nothing(board: MatchBoard) -> None:
    drag(cards(board)["one"], cards(board)["two"].geometry().center())
    drag(cards(board)["one"], QPoint(board.width() // 2, 2))
    assert [cards(board)[words].letter for words in ("1", "2")] == ["", ""]


def test_the_arrow_keys_cross_over_and_come_back_to_what_is_joined(board: MatchBoard) -> None:
    ones = cards(board)
    top = board.findChildren(MatchCard)[2]
    ones["one"].setFocus()
    QTest.keyClick(ones["one"], Qt.Key.Key_Right)
    assert top.hasFocus()
    other = ones["2" if top.words == "1" else "1"]
    other.click()
    QTest.keyClick(other, Qt.Key.Key_Left)
    assert ones["one"].hasFocus()
    QTest.keyClick(ones["one"], Qt.Key.Key_Right)
    assert other.hasFocus()


def drag(card: MatchCard, goal: QPoint) -> None:
    """Press on a card, move the pointer to a point of the board, and let go."""
    at = QPointF(10, 10)
    send(card, QEvent.Type.MouseButtonPress, at)
    for share in (0.5, 1.0):
        there = QPointF(card.mapFromParent(goal))
        send(card, QEvent.Type.MouseMove, at + (there - at) * share)
    send(card, QEvent.Type.MouseButtonRelease, QPointF(card.mapFromParent(goal)))
