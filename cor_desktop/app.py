"""Builds every object and joins them, and does nothing else.

The window is painted first, with what that needs and no more; the store, the course and the pages come right after.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from cor_desktop.paths import Paths, find_paths
from cor_desktop.settings import Settings
from cor_desktop.ui.language import speak
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from cor_desktop.actions.desk import Desk

log = logging.getLogger(__name__)


def run(server: str | None = None) -> int:
    """Open the window and stay until it is closed. `server` is an address that wins over the one in Settings."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("cor-desktop")
    app.setApplicationDisplayName("COR Desktop")
    paths = find_paths()
    settings = Settings(paths.settings)
    speak(str(settings.get("language")))
    theme = Theme(app)
    theme.sketch(str(settings.get("appearance")), int(settings.get("text_size")), bool(settings.get("reduce_motion")))
    window = MainWindow(theme)
    furnisher = AfterFirstPaint(window, lambda: furnish(window, paths, settings, server))
    window.show()
    code = app.exec()
    furnisher.deleteLater()
    return code


def furnish(window: MainWindow, paths: Paths, settings: Settings, server: str | None) -> None:
    """Open the learner's desk and join the window to it; where that cannot be, say so in the window."""
    from cor_desktop.errors import NotSaved, Trouble
    from cor_desktop.ui.background import ThreadBackground
    from cor_desktop.words import _

    try:
        desk = _open_desk(paths, settings, server)
    except Trouble as trouble:
        return window.cannot_open(trouble)
    except OSError:
        return window.cannot_open(NotSaved())
    except Exception:  # a mistake of ours must not leave a learner before an empty window
        log.exception("The desk could not be opened")
        return window.cannot_open(Trouble(advice=_("Please start COR Desktop again. If it stays so, ask for help.")))
    background = ThreadBackground(window)
    window.ready(desk, background, paths.data)
    _note_for_bench("COR_BENCH_HOME")
    return None


def _open_desk(paths: Paths, settings: Settings, server: str | None) -> Desk:
    from cor_desktop.journal import open_journal

    paths.make()
    open_journal(paths.log)
    if server and server != settings.server_address:
        settings.set("server_address", server)
    return build_desk(paths, settings)


def build_desk(paths: Paths, settings: Settings) -> Desk:
    """Everything an action needs, for a window that begins. Raises NewerStore or NotSaved."""
    from cor_desktop import building
    from cor_desktop.actions.opening import begin
    from cor_desktop.clock import SystemClock
    from cor_desktop.store.store import open_store

    desk = building.build_desk(paths, settings, open_store(paths.database, SystemClock().read()))
    begin(desk)
    return desk


class AfterFirstPaint(QObject):
    """Does something once, right after the window has been painted for the first time."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint event."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        _note_for_bench("COR_BENCH_FIRST_PAINT")
        self._then()


def _note_for_bench(name: str) -> None:
    """`make bench` measures from outside the process: it names a file here, and the moment is written to it."""
    if path := os.environ.get(name):
        from cor_desktop.clock import nanoseconds

        Path(path).write_text(str(nanoseconds()), "ascii")
