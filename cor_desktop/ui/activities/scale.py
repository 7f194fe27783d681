"""A scale of steps: beside one another where there is room, below one another where there is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QSizePolicy, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.activities.rows import isolated, paint_mark

_CENTRED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_STEP_EMS = 6
"""The room one step needs to stand beside its neighbours, in ems of body text."""


class Scale(QWidget):
    """Radio buttons, one for each step; `picked` hears the step, counted from 1. `about` is what is rated."""

    def __init__(self, about: str, steps: Sequence[str], picked: Callable[[int], None]) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.tokens().space(1))
        self._group = QButtonGroup(self)
        for number, words in enumerate(steps, start=1):
            step = _Step(words, f"{words}: {about}")
            self._group.addButton(step, number)
            self._row.addWidget(step, 1)
        self._group.idClicked.connect(picked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = theme.tokens().font("body") * _STEP_EMS * len(self._group.buttons())
        beside = event.size().width() >= needed
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            for step in self._group.buttons():
                step.setProperty("beside", beside)
                step.updateGeometry()


class _Step(QRadioButton):
    """One step: a ring with its words below it, or beside it where the steps stand below one another."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(name)
        self.setProperty("beside", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _is_beside(self) -> bool:
        return bool(self.property("beside"))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        now = theme.tokens()
        if not self._is_beside:
            return self.fontMetrics().height() + 2 * now.space(2)
        words = self.fontMetrics().boundingRect(QRect(0, 0, width - 4, 1000), int(_CENTRED), self._words)
        return now.size(20) + words.height() + 2 * now.space(2) + now.space(1)

    def sizeHint(self) -> QSize:
        width = theme.tokens().size(90)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.tokens().size(50), 0)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        mark, words, flags = self._beside() if self._is_beside else self._below()
        paint_mark(painter, mark, "ring", self.isChecked(), False)
        painter.setPen(QColor(theme.tokens().colours.ink))
        painter.drawText(words, flags, isolated(self._words))

    def _paint_ground(self, painter: QPainter) -> None:
        c = theme.tokens().colours
        lit = self.isChecked() or self.underMouse()
        painter.setPen(QPen(QColor(c.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.accent_soft) if lit else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)

    def _beside(self) -> tuple[QRectF, QRect, int]:
        now = theme.tokens()
        side = now.size(20)
        mark = QRectF((self.width() - side) / 2, now.space(2), side, side)
        words = self.rect().adjusted(2, round(mark.bottom()) + now.space(1), -2, 0)
        return mark, words, int(_CENTRED)

    def _below(self) -> tuple[QRectF, QRect, int]:
        now = theme.tokens()
        side = now.size(20)
        mark = QRectF(now.space(2), (self.height() - side) / 2, side, side)
        words = self.rect().adjusted(round(mark.right()) + now.space(3), 0, 0, 0)
        if self.isRightToLeft():
            mark.moveRight(self.width() - mark.left())
            words.moveRight(self.width() - words.left())
        return mark, words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
