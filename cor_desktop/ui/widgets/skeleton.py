"""Where things will stand in a moment: the rail, a title, a card, the line at the bottom. It does not move.

Plain frames with a style sheet of their own: the first paint needs no fonts and no application's style sheet, and none
of the calls that have Qt's many enums made first, which takes 20 ms (painting in Python does).
"""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from cor_desktop.ui import theme
from cor_desktop.words import _

RAIL_EMS = 7
"""The width of the rail's words, in ems of captions."""

_BARS = ((32, 34, 300), (86, 16, 420), (176, 24, 320), (216, 14, 480), (244, 14, 440), (284, 40, 140))
"""Top, height and width of each bar, in logical pixels at 100 %. Those from the third on lie in the card."""

_CARD_TOP, _CARD_HEIGHT, _FOOT = 144, 212, 34


class Skeleton(QFrame):
    """Grey shapes in the places of what comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        colours = theme.tokens().colours
        self.setAccessibleName(_("Opening"))
        self.setStyleSheet(f"Skeleton {{ background: {colours.sunken}; }} QFrame {{ border: none; }}")
        self._ground = _shape(self, colours.ground, 0)
        self._card = _shape(self._ground, colours.surface, 14)
        self._bars = [_shape(self._ground, colours.line, 6) for _ in _BARS]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        now, rail = theme.tokens(), rail_width()
        left = 0 if self.isRightToLeft() else rail
        room = self.width() - rail - 2 * now.space(7)
        self._ground.setGeometry(left, 0, self.width() - rail, self.height() - now.size(_FOOT))
        self._card.setGeometry(now.space(7), now.size(_CARD_TOP), room, now.size(_CARD_HEIGHT))
        for bar, (top, height, width) in zip(self._bars, _BARS, strict=True):
            indent = now.space(5) if top > _CARD_TOP else 0
            wide = min(now.size(width), room - 2 * indent)
            bar.setGeometry(now.space(7) + indent, now.size(top), wide, now.size(height))


def rail_width() -> int:
    """The width of the rail in logical pixels, with or without its buttons."""
    now = theme.tokens()
    return now.font("caption") * RAIL_EMS + 2 * now.space(2) + 2 * now.space(1) + 4


def _shape(within: QWidget, colour: str, corner: int) -> QFrame:
    shape = QFrame(within)
    shape.setStyleSheet(f"background: {colour}; border-radius: {corner}px;")
    return shape
