"""What every page is: one scrolling column with a title, entered and left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from cor_desktop.presenters.observable import Observable
from cor_desktop.ui import theme
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.text import Label

T = TypeVar("T")


class Page(QScrollArea):
    """A scrolling page; children go into `column`. `ems` is the widest the column gets, in ems of body text."""

    def __init__(self, title: str, ems: int = 60, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ems = ems
        self._stops: list[Callable[[], None]] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column = Column(gap=4)
        self.title = Label(title, "title")
        self.column.add(self.title)
        self.setWidget(self._centred(self.column))
        self.setAccessibleName(title)
        self._measure()
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._measure())

    def enter(self, argument: str) -> None:
        """The learner comes to this page; `argument` is that of the Place."""

    def leave(self) -> None:
        """The learner leaves this page."""

    def focus_first(self) -> None:
        """Start at the top: the title is read out, and Tab goes to the first thing to do."""
        self.verticalScrollBar().setValue(0)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part as little as it takes, once the layout has made room for it."""
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part, 0, theme.tokens().space(4)))

    def watch(self, observable: Observable[T], show: Callable[[T], None]) -> None:
        """Show a value now and whenever it changes, as long as this page lives."""
        self._stops.append(observable.subscribe(show))
        show(observable.value)

    def forget(self) -> None:
        """Listen to nothing any more: this page is let go."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "column"):
            self._measure()

    def _centred(self, column: QWidget) -> QWidget:
        ground = QWidget()
        ground.setProperty("role", "column")
        self._around = QHBoxLayout(ground)
        self._around.setSpacing(0)
        self._around.addStretch(1)
        self._around.addWidget(column, 1000)
        self._around.addStretch(1)
        return ground

    def _measure(self) -> None:
        now = theme.tokens()
        self.column.setMaximumWidth(now.font("body") * self._ems)
        bar = 0 if self.verticalScrollBar().maximum() else self.verticalScrollBar().sizeHint().width()
        # The bar's place stays free while there is no bar, so that nothing jumps when it comes.
        self._around.setContentsMargins(now.space(5), now.space(5), now.space(5) + bar, now.space(6))
