from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from cor_desktop.ui.activities.order_step import OrderStep

ALT = Qt.KeyboardModifier.AltModifier


class Board:
    """Notes what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def shift(self, card: OrderStep, distance: int) -> None:
        self.asked.append(("shift", distance))

    def focus_beside(self, card: OrderStep, distance: int) -> None:
        self.asked.append(("focus", distance))

    def drag(self, card: OrderStep, y: int) -> None:
        self.asked.append(("drag", y))

    def place_of(self, card: OrderStep) -> int:
        return 3

    def lift(self, card: OrderStep) -> None:
        self.asked.append(("lift", 0))

    def put_down(self, card: OrderStep, back: int | None = None) -> None:
        self.asked.append(("put down", -1 if back is None else back))


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def step(qtbot: QtBot, board: Board) -> OrderStep:
    step = OrderStep("Notice.", board)
    qtbot.addWidget(step)
    step.stand(0, 3)
    return step


def test_a_step_says_where_it_stands(step: OrderStep) -> None:
    assert step.accessibleName() == "Step 1 of 3: Notice."


def test_the_first_step_cannot_go_up(step: OrderStep) -> None:
    assert [button.isEnabled() for button in step.findChildren(QToolButton)] == [False, True]


@pytest.mark.parametrize(
    ("key", "modifier", "asked"),
    [
        (Qt.Key.Key_Down, ALT, ("shift", 1)),
        (Qt.Key.Key_Up, ALT, ("shift", -1)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, ("focus", 1)),
    ],
)
def test_keys_move_it_or_leave_it(
    step: OrderStep, board: Board, key: Qt.Key, modifier: Qt.KeyboardModifier, asked: tuple[str, int]
) -> None:
    QTest.keyClick(step, key, modifier)
    assert board.asked == [asked]


def test_where_the_authors_would_put_it_is_said_and_taken_back(step: OrderStep) -> None:
    step.judge("We would put it at 2", "tag")
    assert step.accessibleDescription() == "We would put it at 2"
    step.judge("", "tag")
    assert step.accessibleDescription() == "Space lifts it."


def test_a_lifted_step_follows_the_arrow_keys_until_it_is_put_down(step: OrderStep, board: Board) -> None:
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down):
        QTest.keyClick(step, key)
    assert board.asked == [("lift", 0), ("shift", 1), ("put down", -1), ("focus", 1)]


def test_escape_says_from_where_a_step_was_lifted(step: OrderStep, board: Board) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        QTest.keyClick(step, key)
    assert board.asked == [("lift", 0), ("put down", 3)]
