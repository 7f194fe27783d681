from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import tokens
from cor_desktop.ui.widgets.strength import StrengthBars


@pytest.mark.parametrize("score", range(5))
def test_as_many_bars_are_filled_as_the_password_is_worth(qtbot: QtBot, score: int) -> None:
    bars = StrengthBars()
    qtbot.addWidget(bars)
    bars.resize(bars.sizeHint())
    bars.set_score(score)
    picture = bars.grab().toImage()
    colours = tokens().colours
    filled = QColor(colours.good if score >= 3 else colours.warm).rgb()
    middle = [picture.pixel(picture.width() * (2 * place + 1) // 8, picture.height() // 2) for place in range(4)]
    assert [pixel == filled for pixel in middle] == [place < score for place in range(4)]
