"""Columns, rows and cards: frames whose distances follow the text size."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.heard import HeardWidget


class Box(QFrame):
    """Children one after another. `gap` and `margin` are steps of `Tokens.space`; `role` a role of a QFrame."""

    heard_as = HeardWidget

    def __init__(
        self,
        direction: QBoxLayout.Direction,
        gap: int,
        margin: int,
        role: str,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._steps = (gap, margin)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", role)
        self.body = QBoxLayout(direction, self)
        self._space()

    def add(self, child: QWidget, stretch: int = 0) -> None:
        """Put a widget after the last one."""
        self.body.addWidget(child, stretch)

    def add_first(self, child: QWidget) -> None:
        """Put a widget before all others, for screen readers too."""
        self.body.insertWidget(0, child)
        child.lower()

    def stretch(self) -> None:
        """Push what comes next to the far end."""
        self.body.addStretch(1)

    def gap(self, step: int) -> None:
        """Put a little more distance before what comes next."""
        self.body.addSpacing(theme.tokens().space(step))

    def clear(self) -> None:
        """Take everything out and let it go."""
        while (item := self.body.takeAt(0)) is not None:
            if child := item.widget():
                child.setParent(None)
                child.deleteLater()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()

    def _space(self) -> None:
        gap, margin = (theme.tokens().space(step) for step in self._steps)
        self.body.setSpacing(gap)
        self.body.setContentsMargins(margin, margin, margin, margin)


class Column(Box):
    """Children below one another."""

    def __init__(self, gap: int = 3, margin: int = 0, role: str = "column", parent: QWidget | None = None) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, gap, margin, role, parent)


class Row(Box):
    """Children beside one another, in reading direction."""

    def __init__(self, gap: int = 3, margin: int = 0, role: str = "row", parent: QWidget | None = None) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, gap, margin, role, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)


class Card(Column):
    """A raised column on the ground of the page."""

    def __init__(self, gap: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(gap, 5, "card", parent)


class Panel(Column):
    """A sunken column, for what stands aside."""

    def __init__(self, gap: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(gap, 4, "panel", parent)
