from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from cor_desktop.ui.activities.scale import Scale
from cor_protocol.module import Rating
from tests.fakes.player import Player, can_go_on, told


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
