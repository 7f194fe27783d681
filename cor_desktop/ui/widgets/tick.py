"""A box to tick with words of any length: they wrap where there is no room for them in one line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_TALL = 100_000


class Tick(QCheckBox):
    """Looks like every check box, and may be narrower than its words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("shrinks", True)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        one_line = super().sizeHint()
        beside = one_line.width() - self.fontMetrics().horizontalAdvance(self.text())
        words = self._bounds(QRect(0, 0, max(width - beside, 1), _TALL))
        return max(one_line.height(), words.height() + one_line.height() - self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        one_line = super().sizeHint()
        longest = max(map(self.fontMetrics().horizontalAdvance, self.text().split()), default=0)
        beside = one_line.width() - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(beside + longest, one_line.height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        words, option.text = option.text, ""
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        painter.drawItemText(room, _WRAP, option.palette, self.isEnabled(), words, self.foregroundRole())

    def _bounds(self, room: QRect) -> QRect:
        return self.fontMetrics().boundingRect(room, _WRAP, self.text())
