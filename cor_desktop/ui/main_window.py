"""The window. Shows a skeleton until `ready` puts the frame and the learner's pages in.

Only what the first paint needs is imported here: the rest comes with `ready`, and each page with its first visit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow

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
    """Made and shown first; `ready` joins it to the learner's desk and gives it `frame`, `rail`, `stack` and `foot`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.house: House | None = None
        self._may_close = False
        self.setWindowTitle("COR Desktop")
        self.setCentralWidget(Skeleton())
        self._fit_screen()

    def ready(self, desk: Desk, background: Background, data_folder: Path, messages: Messages | None = None) -> None:
        """Fill the window: the page that was open, or the first of all. `data_folder` is where everything is kept."""
        from cor_desktop.ui.house import House
        from cor_desktop.ui.language import let_qt_speak
        from cor_desktop.ui.messages import Messages
        from cor_desktop.ui.widgets import heard

        heard.install()
        self.theme.finish()
        let_qt_speak()
        self.house = House(self, desk, background, messages or Messages(self), data_folder)
        self.put_frame(self.house)
        self.house.open()

    def cannot_open(self, trouble: Trouble) -> None:
        """Say why the learner's desk cannot be opened."""
        from cor_desktop.ui.trouble_page import TroublePage

        self.theme.finish()
        self.setCentralWidget(TroublePage(trouble))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the present page ask first; then close without waiting for anything."""
        if self.house and not self._may_close and not self.house.navigation.may_close(self._close_now):
            event.ignore()
            return
        if self.house:
            self.house.close()
        super().closeEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Where nothing has the focus, Tab begins at the first stop."""
        from cor_desktop.ui.widgets import tabbing

        return tabbing.go_on(self, next)

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def put_frame(self, house: House) -> None:
        """Put what stands around the pages, with no page in it; one that was there before goes."""
        from cor_desktop.ui.frame import Frame

        frame = Frame(house.go, house.navigation.back, house.account.lock)
        self.frame = frame
        self.rail, self.stack, self.foot = frame.rail, frame.stack, frame.foot
        self.setCentralWidget(frame)

    def _fit_screen(self) -> None:
        free = QGuiApplication.primaryScreen().availableSize()
        self.setMinimumSize(SMALLEST.boundedTo(free))
        self.resize(COMFORTABLE.boundedTo(free))
