from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import tokens
from cor_desktop.ui.widgets.ring import ProgressRing


def accent_share(ring: ProgressRing) -> float:
    """The share of the ring's own pixels that are drawn in the accent colour."""
    picture = ring.grab().toImage()
    size = range(picture.width())
    drawn = [picture.pixelColor(x, y) for x in size for y in size]
    accent, line = (sum(c == QColor(name) for c in drawn) for name in (tokens().colours.accent, tokens().colours.line))
    return accent / (accent + line)


@pytest.mark.parametrize(("done", "total"), [(0, 8), (4, 8), (8, 8), (0, 0)])
def test_it_is_filled_as_far_as_is_done(qtbot: QtBot, done: int, total: int) -> None:
    ring = ProgressRing(done, total)
    qtbot.addWidget(ring)
    ring.resize(ring.sizeHint())
    assert accent_share(ring) == pytest.approx(done / total if total else 0, abs=0.07)


def test_it_says_to_screen_readers_how_much_is_done(qtbot: QtBot) -> None:
    ring = ProgressRing(3, 8)
    qtbot.addWidget(ring)
    assert ring.accessibleName() == "3 of 8 done"
