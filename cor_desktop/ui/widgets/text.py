"""Labels and buttons with their roles, in one line each."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.heard import HeardButton, HeardLabel


def plain_tip(text: str) -> str:
    """The text for a tooltip, which would take words like `<img src=…>` for pictures to fetch."""
    return f"<p>{html.escape(text)}</p>" if "<" in text or "&lt;" in text else text


class Label(QLabel):
    """Plain text that wraps, in a role of `theme`. What is large is a heading to a screen reader, too."""

    heard_as = HeardLabel

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)  # the words later: a screen reader that listens would ask before there is a Label
        self.setText(text)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        is_tag = role.startswith("tag")
        self.setWordWrap(not is_tag)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        self.setSizePolicy(fixed if is_tag else free, fixed if is_tag else free)


class Button(QPushButton):
    """A button in a role of `theme`. Return presses it too, as people expect."""

    role = "quiet"
    heard_as = HeardButton

    def __init__(self, text: str, pressed: Callable[[], None] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text.replace("&", "&&"))
        self.setProperty("role", self.role)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if pressed:
            self.clicked.connect(lambda *_: pressed())


class PrimaryButton(Button):
    """The one thing to do on a page."""

    role = "primary"

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the focus, a second ring inside: the outer one cannot be told from the ground of this button."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.tokens().colours.on_accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 5, 5)


class QuietButton(Button):
    """Something else that can be done."""


class LinkButton(Button):
    """A small way aside."""

    role = "link"


class NameButton(QuietButton):
    """A button with words that people made, of any length: cut where there is no room, and read aloud whole.

    A row that wraps lets it be as narrow as `SHORTEST` letters.
    """

    SHORTEST = 12

    def __init__(self, text: str, pressed: Callable[[], None] | None = None, *, role: str = "quiet") -> None:
        super().__init__(text, pressed)
        self.setProperty("role", role)
        self.setProperty("shrinks", True)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.SHORTEST * self.fontMetrics().averageCharWidth()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.words_shown().replace("&", "&&")
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def words_shown(self) -> str:
        """The words, or as much of them as there is room for."""
        words, missing = self.accessibleName(), self.sizeHint().width() - self.width()
        if missing <= 0:
            return words
        font = self.font()
        font.setBold(True)  # as every button's words are
        metrics = QFontMetrics(font)
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, metrics.horizontalAdvance(words) - missing)
