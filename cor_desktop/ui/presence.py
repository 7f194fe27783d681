"""Whether somebody is at the keyboard or mouse: told to the presenter, which knows what follows.

Only windows are listened to, through which every key and movement comes once; listening to every widget would slow
all of them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from cor_desktop.presenters.idle import IdlePresenter

_STIRRING = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_PRESSES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_LOOK, _COUNT = 5000, 1000
"""Milliseconds between looks at the clock: usually, and while the warning counts."""


class Presence(QObject):
    """Calls `touch` and `tick` of the presenter. A press that ends the warning does nothing else."""

    def __init__(self, idle: IdlePresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._idle = idle
        self._window: QWindow | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        self._application = application
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(idle.tick)
        self._stop_listening = idle.warning.subscribe(self._pace)

    def start(self) -> None:
        """Begin with the window that has the focus, and follow it to dialogs and back."""
        self._application.focusWindowChanged.connect(self.listen_to)
        self.listen_to(QGuiApplication.focusWindow())
        self._timer.start(_LOOK)

    def stop(self) -> None:
        """Listen to nothing any more."""
        self._stop_listening()
        if self._timer.isActive():
            self._application.focusWindowChanged.disconnect(self.listen_to)
        self._timer.stop()
        self.listen_to(None)

    def listen_to(self, window: QWindow | None) -> None:
        """Listen to another window; a window that has lost the focus to another program hears of nothing anyway."""
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._forget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody stirs."""
        if event.type() not in _STIRRING:
            return False
        warned = bool(self._idle.warning.value)
        self._idle.touch()
        return warned and event.type() in _PRESSES

    def _forget(self) -> None:
        self._window = None

    def _pace(self, warning: int) -> None:
        self._timer.setInterval(_COUNT if warning else _LOOK)
