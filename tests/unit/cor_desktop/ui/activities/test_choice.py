from __future__ import annotations

from PySide6.QtCore import Qt

from cor_desktop.ui.activities.pieces import Feedback
from cor_desktop.ui.activities.rows import RadioRow, TickRow
from cor_desktop.ui.widgets.text import Button, Label
from cor_protocol.module import Choice
from tests.fakes.player import Player, can_go_on, told


def test_an_option_is_answered_right_below_it(player: Player) -> None:
    player.open(Choice)
    row = next(iter(player.find(RadioRow, "Tom has a point")))
    player.click(row)
    assert row.isChecked()
    assert told(player)[0].startswith("What follows from it. You would be putting aside a link")
    assert player.find(Feedback)[0].geometry().top() > row.geometry().bottom()


def test_another_option_takes_the_place_of_the_first(player: Player) -> None:
    player.open(Choice)
    player.click(player.find(RadioRow, "Tom has a point")[0])
    player.click(player.find(RadioRow, "The link is solid")[0])
    assert [row.isChecked() for row in player.find(RadioRow)[:3]].count(True) == 1
    assert [words.split(".")[0] for words in told(player)] == ["The studies support this"]


def test_the_arrow_keys_look_and_space_chooses(player: Player) -> None:
    player.open(Choice)
    first, second = player.find(RadioRow)[:2]
    first.setFocus()
    player.key(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    assert not second.isChecked()
    player.key(second, Qt.Key.Key_Space)
    assert second.isChecked()


def test_many_are_chosen_and_then_looked_at(player: Player) -> None:
    player.open(Choice)
    player.click(player.find(TickRow, "A greeting by name")[0])
    player.click(player.find(TickRow, "A short, clear set")[0])
    player.press("See what follows")
    headings = sorted(words.split(".")[0] for words in told(player))
    assert headings == [
        "The studies support this",
        "The studies support this too",
        "The studies support this too",
        "What follows from it",
    ]


def test_hints_come_one_by_one_until_there_are_none(player: Player) -> None:
    player.open(Choice)
    player.press("Give me a hint")
    assert told(player)[0].startswith("Hint. Ask of each reply")
    assert len(player.find(Button, "Give me a hint")) == 1


def test_a_choice_is_been_through_when_each_question_was_answered(player: Player) -> None:
    player.open(Choice)
    rows = player.find(RadioRow)
    player.click(rows[0])
    player.click(rows[3])
    assert not can_go_on(player)
    player.click(player.find(TickRow)[0])
    player.press("See what follows")
    assert can_go_on(player)


def test_what_was_found_and_what_is_missing_is_said_without_a_verdict(player: Player, said: list[str]) -> None:
    player.open(Choice)
    player.click(player.find(TickRow, "A greeting by name")[0])
    player.press("See what follows")
    found = "You found 1 of 3 that the studies support. What is missing is shown as well."
    assert found in [label.text() for label in player.find(Label)]
    assert said[-1].startswith(f"{found} The studies support this.")
