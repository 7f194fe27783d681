from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cor_desktop.ui.activities.match_card import MatchCard
from cor_desktop.ui.widgets.text import Button
from cor_protocol.module import Match
from tests.fakes.player import Player, can_go_on, told


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


def test_what_was_joined_otherwise_stands_beside_what_we_would_join(player: Player) -> None:
    activity = player.open(Match)
    (first, second, *rest) = activity.pairs
    for left, right in ((first, second), (second, first), *((pair, pair) for pair in rest)):
        player.click(player.find(MatchCard, left.left)[0])
        player.click(player.find(MatchCard, right.right)[0])
    player.press("See what fits")
    assert f"You joined it with: {second.right}" in told(player)[0]
    assert f"We would join it with: {first.right}" in told(player)[0]
    assert f"You and we joined it with: {rest[0].right}" in told(player)[2]
