from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cor_desktop.ui.activities.rows import ActionRow
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
    assert any(words.startswith("Where it came to rest") for words in told(player))


def test_a_scene_can_be_gone_back_over(player: Player) -> None:
    activity = player.open(Scenario)
    player.click(player.find(ActionRow)[0])
    player.press("Go back to this moment")
    start = activity.node(activity.start)
    assert [row.accessibleName() for row in player.find(ActionRow)] == [option.text for option in start.options]
