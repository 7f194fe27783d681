"""A question that opens to its answer: a button whose words wrap, with a sign that says open or closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cor_desktop.ui import icons, theme
from cor_desktop.ui.widgets.heard import HeardButton, heard
from cor_desktop.ui.widgets.text import Label
from cor_desktop.words import _, marked


class QuestionButton(QPushButton):
    """Calls `opened` with whether it is open now."""

    heard_as = HeardButton
    OPEN, CLOSED = marked("Answer open"), marked("Answer closed")

    def __init__(self, words: str, opened: Callable[[bool], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heard(self, "opens")
        self._words = words
        self.setProperty("role", "question")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._sign = icons.Sign()
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(Label(words, "label"), 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(lambda _open: self._draw())
        self.toggled.connect(opened)
        self._draw()

    def sizeHint(self) -> QSize:
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._line.minimumSize()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_line"):
            self._draw()

    def _draw(self) -> None:
        now = theme.tokens()
        margin, side = now.space(2), now.size(20)
        begin, end = (margin, 0) if self.isRightToLeft() else (0, margin)  # the sign stands in line with what is around
        self._line.setContentsMargins(begin, margin, end, margin)
        self._line.setSpacing(now.space(2))
        sign = icons.pixmap("up" if self.isChecked() else "down", side, now.colours.accent)
        self._sign.setPixmap(sign)
        self._sign.setFixedSize(side, side)
        state = _(self.OPEN if self.isChecked() else self.CLOSED)
        self.setAccessibleName(f"{self._words}, {state}")
