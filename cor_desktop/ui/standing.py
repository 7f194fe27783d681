"""Where the learner stands on a page, kept while the page is built anew."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


@dataclass(frozen=True, slots=True)
class Standing:
    """The kind of what has the focus, which one of its kind it is, and how far down the page is scrolled."""

    kind: type[QWidget] | None = None
    number: int = 0
    down: int = 0

    @classmethod
    def of(cls, page: QWidget | None) -> Standing:
        """Where the learner stands on a page now."""
        focused = page.focusWidget() if page else None
        down = page.verticalScrollBar().value() if isinstance(page, QScrollArea) else 0
        if page is None or focused is None:
            return cls(down=down)
        return cls(type(focused), page.findChildren(type(focused)).index(focused), down)

    def take(self, page: QWidget | None) -> None:
        """Stand there on a page that was built like the one before."""
        kin = page.findChildren(self.kind) if page and self.kind else []
        if self.number < len(kin):
            kin[self.number].setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(page, QScrollArea):
            bar = page.verticalScrollBar()
            QTimer.singleShot(0, page, lambda: bar.setValue(self.down))
