"""Labels and buttons with their roles, in one line each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget


class Label(QLabel):
    """Plain text that wraps, in a role of `theme`."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        is_tag = role.startswith("tag")
        self.setWordWrap(not is_tag)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        self.setSizePolicy(fixed if is_tag else free, fixed if is_tag else free)


class Button(QPushButton):
    """A button in a role of `theme`. Return presses it too, as people expect."""

    role = "quiet"

    def __init__(self, text: str, pressed: Callable[[], None] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setProperty("role", self.role)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if pressed:
            self.clicked.connect(lambda *_: pressed())


class PrimaryButton(Button):
    """The one thing to do on a page."""

    role = "primary"


class QuietButton(Button):
    """Something else that can be done."""


class LinkButton(Button):
    """A small way aside."""

    role = "link"
