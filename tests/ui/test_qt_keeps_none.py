"""The pinned Qt for Python keeps its hands off Python's None (docs/decisions/0004-qt-below-6.12.md)."""

from __future__ import annotations

import sys

from PySide6.QtGui import QColor, QPainter, QPixmap
from pytestqt.qtbot import QtBot

CALLS = 2_000


def test_calls_that_return_nothing_take_no_reference_from_none(qtbot: QtBot) -> None:
    picture = QPixmap(10, 10)
    painter = QPainter(picture)
    colour = QColor("red")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        painter.setPen(colour)
    after = sys.getrefcount(None)
    painter.end()
    assert after - before > -CALLS // 2
