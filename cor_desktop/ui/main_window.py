"""The window: the rail, the stack of pages, the line at the bottom. Shows a skeleton until `ready`.

Only what the first paint needs is imported here; pages, icons and presenters come with `ready`, each page with its
first visit.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from cor_desktop.ui.foot import Foot
from cor_desktop.ui.rail import WAYS, Rail
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.skeleton import Skeleton

if TYPE_CHECKING:
    from pathlib import Path

    from cor_desktop.actions.desk import Desk
    from cor_desktop.errors import Trouble
    from cor_desktop.presenters.background import Background
    from cor_desktop.ui.house import House
    from cor_desktop.ui.messages import Messages

SMALLEST = QSize(1024, 600)
COMFORTABLE = QSize(1200, 800)


class MainWindow(QMainWindow):
    """Made and shown first; `ready` joins it to the learner's desk."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.house: House | None = None
        self._may_close = False
        self.setWindowTitle("COR Desktop")
        self.rail = Rail(self._go)
        self.foot = Foot(lambda: self._go("sync"))
        self.stack = QStackedWidget()
        self.stack.addWidget(_margin(Skeleton()))
        self.setCentralWidget(self._lay_out())
        self._fit_screen()
        self._set_open(False)

    def ready(self, desk: Desk, background: Background, data_folder: Path, messages: Messages | None = None) -> None:
        """Fill the window: the learner's home, or the first page of all. `data_folder` is where everything is kept."""
        from cor_desktop.ui.house import House
        from cor_desktop.ui.messages import Messages

        self.house = House(self, desk, background, messages or Messages(self), data_folder)
        self._set_open(True)
        self.rail.fill()
        self._add_keys(self.house)
        self.house.open()

    def cannot_open(self, trouble: Trouble) -> None:
        """Say why the learner's desk cannot be opened."""
        from cor_desktop.ui.trouble_page import TroublePage

        page = TroublePage(trouble)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the present page ask first; then close without waiting for anything."""
        if self.house and not self._may_close and not self.house.navigation.may_close(self._close_now):
            event.ignore()
            return
        if self.house:
            self.house.close()
        super().closeEvent(event)

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def _go(self, page: str) -> None:
        if self.house:
            self.house.go(page)

    def _lay_out(self) -> QWidget:
        ground = QWidget()
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.rail)
        beside.addWidget(self.stack, 1)
        below = QVBoxLayout(ground)
        below.setSpacing(0)
        below.setContentsMargins(0, 0, 0, 0)
        below.addLayout(beside, 1)
        below.addWidget(self.foot)
        return ground

    def _fit_screen(self) -> None:
        free = QGuiApplication.primaryScreen().availableSize()
        self.setMinimumSize(SMALLEST.boundedTo(free))
        self.resize(COMFORTABLE.boundedTo(free))

    def _set_open(self, is_open: bool) -> None:
        self.rail.setEnabled(is_open)
        self.foot.setEnabled(is_open)

    def _add_keys(self, house: House) -> None:
        ways = [(way.keys, way.page) for way in WAYS]
        for keys, page in (*ways, ("Ctrl+6", "sync"), ("F1", "help")):
            QShortcut(QKeySequence(keys), self, partial(house.go, page))
        QShortcut(QKeySequence("Alt+Left"), self, house.navigation.back)


def _margin(skeleton: QWidget) -> QWidget:
    ground = QWidget()
    around = QVBoxLayout(ground)
    around.setContentsMargins(48, 32, 48, 32)
    around.addWidget(skeleton)
    around.addStretch(1)
    return ground
