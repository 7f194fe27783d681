from __future__ import annotations

from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from cor_desktop.ui.widgets.skeleton import Skeleton


def test_it_stands_for_words_and_says_so(qtbot: QtBot) -> None:
    skeleton = Skeleton()
    qtbot.addWidget(skeleton)
    bars = [frame for frame in skeleton.findChildren(QFrame) if frame.property("role") == "skeleton"]
    assert (len(bars), skeleton.accessibleName()) == (6, "Opening")
