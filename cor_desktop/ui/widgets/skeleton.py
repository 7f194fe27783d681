"""Where words will stand in a moment. It does not move."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.box import Card, Column


class Skeleton(Column):
    """Grey bars in the places of a title, a sentence and a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=4, parent=parent)
        self.setAccessibleName("Opening")
        self.add(_bar(34, 300))
        self.add(_bar(16, 420))
        card = Card()
        for height, width in ((24, 320), (14, 480), (14, 440), (40, 140)):
            card.add(_bar(height, width))
        self.gap(3)
        self.add(card)
        self.stretch()


def _bar(height: int, width: int) -> QFrame:
    bar = QFrame()
    bar.setProperty("role", "skeleton")
    bar.setFixedHeight(theme.tokens().size(height))
    bar.setMaximumWidth(theme.tokens().size(width))
    return bar
