from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from cor_desktop.ui.activities.match_card import MatchCard
from cor_desktop.ui.activities.order_step import OrderStep
from cor_desktop.ui.activities.pieces import Feedback
from cor_desktop.ui.activities.rows import ActionRow, RadioRow, TickRow
from cor_desktop.ui.activities.scale import Scale
from cor_desktop.ui.widgets.text import Button
from cor_protocol.module import Choice, Match, Order, Plan, Rating, Scenario
from tests.fakes.player import Player

ALT = Qt.KeyboardModifier.AltModifier


def told(player: Player) -> list[str]:
    """What the feedback on the page says, heading first."""
    return [one.accessibleName() for one in player.find(Feedback)]


def can_go_on(player: Player) -> bool:
    before = player.here
    player.click(player.page.foot.onward)
    return player.here != before


# rating


def test_a_rating_by_mouse_gets_feedback_once_every_statement_is_rated(player: Player) -> None:
    player.open(Rating)
    scales = player.find(Scale)
    for scale in scales[:-1]:
        player.press("A little", scale)
    assert told(player) == []
    player.press("A little", scales[-1])
    assert told(player)[0].startswith("Where you might look. Mostly unlit")
    assert can_go_on(player)


def test_a_rating_by_keyboard_alone(player: Player) -> None:
    player.open(Rating)
    for scale in player.find(Scale):
        step = scale.findChildren(QRadioButton)[0]
        step.setFocus()
        player.key(step, Qt.Key.Key_Space)
        player.key(step, Qt.Key.Key_Right)
    assert told(player)[0].startswith("Where you might look. Mostly unlit")


# choice


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


# match


def letters(player: Player) -> list[str]:
    return [card.letter for card in player.find(MatchCard)]


def test_cards_are_joined_by_mouse_and_explained(player: Player) -> None:
    activity = player.open(Match)
    for pair in activity.pairs:
        player.click(player.find(MatchCard, pair.left)[0])
        player.click(player.find(MatchCard, pair.right)[0])
    assert sorted(letters(player)) == sorted("ABCDE" * 2)
    player.press("See what fits")
    assert len(told(player)) == len(activity.pairs)
    assert "joined 5 of 5 alike" in " ".join(label.text() for label in player.find(QLabel))
    assert can_go_on(player)


def test_cards_are_joined_by_keyboard_alone(player: Player) -> None:
    activity = player.open(Match)
    for pair in activity.pairs:
        for side in (pair.left, pair.right):
            card = player.find(MatchCard, side)[0]
            card.setFocus()
            player.key(card, Qt.Key.Key_Space)
    look = player.find(Button, "See what fits")[0]
    look.setFocus()
    player.key(look, Qt.Key.Key_Return)
    assert len(told(player)) == len(activity.pairs)


def test_a_joined_card_says_with_what(player: Player) -> None:
    activity = player.open(Match)
    first = activity.pairs[0]
    player.click(player.find(MatchCard, first.right)[0])
    card = player.find(MatchCard, first.right)[0]
    assert card.accessibleName().startswith("A. ")
    assert card.accessibleDescription() == f"Joined with: {first.left}"


# order


def order(player: Player) -> list[str]:
    return [step.text for step in sorted(player.find(OrderStep), key=OrderStep.accessibleName)]


def test_a_step_is_moved_by_its_button(player: Player) -> None:
    player.open(Order)
    first, second, *rest = order(player)
    player.press(f"Move down: {first}")
    assert order(player) == [second, first, *rest]


def test_a_step_is_moved_by_alt_and_the_arrow_keys_and_keeps_the_focus(player: Player) -> None:
    player.open(Order)
    *rest, fifth, last = order(player)
    step = player.find(OrderStep, last)[0]
    step.setFocus()
    player.key(step, Qt.Key.Key_Up, ALT)
    assert order(player) == [*rest, last, fifth]
    assert step.hasFocus()
    assert step.accessibleName() == f"Step 5 of 6: {last}"


def test_the_arrow_keys_go_from_step_to_step(player: Player) -> None:
    player.open(Order)
    first, second, *_ = order(player)
    step = player.find(OrderStep, first)[0]
    step.setFocus()
    player.key(step, Qt.Key.Key_Down)
    assert player.find(OrderStep, second)[0].hasFocus()


def test_a_step_is_dragged_to_its_place(player: Player) -> None:
    player.open(Order)
    first, *rest = order(player)
    step = player.find(OrderStep, first)[0]
    player.drag(step, 600)
    assert order(player) == [*rest, first]


def test_an_order_by_keyboard_alone_is_explained(player: Player) -> None:
    activity = player.open(Order)
    for place, text in enumerate(activity.sequence):
        step = player.find(OrderStep, text)[0]
        step.setFocus()
        while order(player).index(text) > place:
            player.key(step, Qt.Key.Key_Up, ALT)
    player.press("See how it fits")
    assert told(player)[0].startswith("You and we put every step in the same place. Choose, notice")
    assert can_go_on(player)


def test_a_step_elsewhere_says_where_the_authors_would_put_it(player: Player) -> None:
    activity = player.open(Order)
    player.press("See how it fits")
    place, text = next((at, text) for at, text in enumerate(order(player)) if activity.sequence[at] != text)
    belongs = activity.sequence.index(text)
    assert belongs != place
    assert player.find(OrderStep, text)[0].accessibleDescription() == f"We would put it at {belongs + 1}"


# scenario


def test_a_scene_is_played_to_its_end_by_mouse(player: Player) -> None:
    player.open(Scenario)
    while options := player.find(ActionRow):
        player.click(options[0])
    assert any(words.startswith("Where it came to rest") for words in told(player))
    assert can_go_on(player)


def test_a_scene_by_keyboard_alone(player: Player) -> None:
    player.open(Scenario)
    player.find(ActionRow)[0].setFocus()
    while player.find(ActionRow):
        focused = QApplication.focusWidget()
        assert isinstance(focused, ActionRow)
        player.key(focused, Qt.Key.Key_Return)
    assert any(words.startswith("Where it came to rest") for words in told(player))


def test_a_scene_can_be_gone_back_over(player: Player) -> None:
    activity = player.open(Scenario)
    player.click(player.find(ActionRow)[0])
    player.press("Go back to this moment")
    start = activity.node(activity.start)
    assert [row.accessibleName() for row in player.find(ActionRow)] == [option.text for option in start.options]


# plan


def test_a_plan_is_ticked_and_may_be_left_empty(player: Player) -> None:
    player.open(Plan)
    row = player.find(TickRow)[0]
    player.click(row)
    assert row.isChecked()


def test_the_plan_is_saved_blank_whatever_is_ticked(player: Player, tmp_path: Path) -> None:
    player.open(Plan)
    player.messages.path = tmp_path / "plan.pdf"
    player.press("Print blank plan")
    assert player.page.foot.notice.words.startswith("The blank plan is saved.")
    assert player.messages.path.read_bytes().startswith(b"%PDF")


def test_a_plan_that_cannot_be_saved_there_is_told(player: Player, tmp_path: Path) -> None:
    player.open(Plan)
    player.messages.path = tmp_path / "nowhere" / "plan.pdf"
    player.press("Print blank plan")
    assert player.page.foot.notice.words.startswith("Not saved.")
