"""What stays while pages change: the rail at the side, the stack of pages, the line at the bottom, and the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cor_desktop.ui.foot import Foot
from cor_desktop.ui.rail import WAYS, Rail
from cor_desktop.ui.widgets import tabbing


class Frame(QWidget):
    """Calls `go` with the name of the page that a button or key leads to, `back` for the way back, `lock` to lock."""

    def __init__(self, go: Callable[[str], None], back: Callable[[], None], lock: Callable[[], None]) -> None:
        super().__init__()
        self.rail = Rail(go)
        self.stack = QStackedWidget()
        self.foot = Foot(partial(go, "sync"))
        self._lay_out()
        ways = [(way.keys, way.page) for way in WAYS]
        for keys, page in (*ways, ("Ctrl+6", "sync"), ("F1", "help")):
            QShortcut(QKeySequence(keys), self, partial(go, page))
        QShortcut(QKeySequence("Alt+Left"), self, back)
        QShortcut(QKeySequence("Ctrl+L"), self, lock)

    def shut(self, locked: bool) -> None:
        """Hide what tells of the learner, or leads to it, while they are locked away."""
        self.rail.shut(locked)
        self.foot.setVisible(not locked)

    def focusNextPrevChild(self, next: bool) -> bool:
        return tabbing.go_on(self, next)

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.rail)
        beside.addWidget(self.stack, 1)
        below = QVBoxLayout(self)
        below.setSpacing(0)
        below.setContentsMargins(0, 0, 0, 0)
        below.addLayout(beside, 1)
        below.addWidget(self.foot)
