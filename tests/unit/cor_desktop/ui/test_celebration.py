from __future__ import annotations

from pytestqt.qtbot import QtBot

from cor_desktop.ui.celebration import Celebration
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.tokens import LIGHT


def shown(qtbot: QtBot) -> Celebration:
    garland = Celebration()
    qtbot.addWidget(garland)
    garland.resize(600, 120)
    with qtbot.waitExposed(garland):
        garland.show()
    return garland


def test_it_moves_where_things_may_move(qtbot: QtBot, theme: Theme) -> None:
    theme.apply("light", 100, False)
    assert shown(qtbot).is_moving


def test_it_rests_where_nothing_shall_move(qtbot: QtBot, theme: Theme) -> None:
    theme.apply("light", 100, True)
    assert not shown(qtbot).is_moving


def test_it_is_drawn_in_more_than_one_colour(qtbot: QtBot, theme: Theme) -> None:
    theme.apply("light", 100, True)
    image = shown(qtbot).grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 600, 3) for y in range(0, 120, 3)}
    assert set(LIGHT.joy) <= colours
