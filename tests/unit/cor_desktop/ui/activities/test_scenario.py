from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cor_desktop.ui.activities.pieces import plain
from cor_desktop.ui.activities.rows import ActionRow
from cor_desktop.ui.widgets.prose import Prose
from cor_desktop.ui.widgets.text import Label
from cor_protocol.module import Scenario
from tests.fakes.player import Player, can_go_on, told


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
        moment = QApplication.focusWidget()
        assert isinstance(moment, Label)
        assert moment.text().startswith("Moment ")
        player.key(moment, Qt.Key.Key_Down)
    assert any(words.startswith("Where it came to rest") for words in told(player))


def test_a_new_moment_is_announced_with_what_led_to_it(player: Player, said: list[str]) -> None:
    activity = player.open(Scenario)
    option = activity.node(activity.start).options[0]
    player.click(player.find(ActionRow)[0])
    assert said[-1] == f"{plain(option.feedback)} {plain(activity.node(option.goto).say)}"


def test_a_scene_can_be_gone_back_over(player: Player) -> None:
    activity = player.open(Scenario)
    player.click(player.find(ActionRow)[0])
    player.press("Go back to this moment")
    start = activity.node(activity.start)
    rows = player.find(ActionRow)
    assert [row.accessibleName() for row in rows] == [option.text for option in start.options]
    assert [row.accessibleDescription() for row in rows] == ["You went this way before.", "", ""]


def test_only_the_open_moment_is_shown_whole(player: Player) -> None:
    activity = player.open(Scenario)
    start = activity.node(activity.start)
    player.click(player.find(ActionRow)[0])
    player.click(player.find(ActionRow)[0])
    assert plain(start.say) not in shown(player)
    player.press(f"Moment 1. You: {start.options[0].text}")
    assert plain(start.say) in shown(player)


def test_at_its_end_a_scene_says_how_many_endings_there_are(player: Player) -> None:
    player.open(Scenario)
    while options := player.find(ActionRow):
        player.click(options[0])
    assert "You have seen 1 of 8 endings." in [label.text() for label in player.find(Label)]
    player.press("Play the scene once more")
    assert player.find(ActionRow)


def shown(player: Player) -> list[str]:
    return [prose.toPlainText() for prose in player.find(Prose)]
