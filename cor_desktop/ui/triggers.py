"""When to sync without being asked: at the start, when a network appears, after sleep, and when a wait is over."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from cor_desktop.clock import Clock, Reading
from cor_desktop.presenters.sync_line import SyncPresenter

_SETTLED = 1500
"""Milliseconds after the first page until the network is looked at: the start belongs to the learner."""
_BEAT = 60
"""Seconds between two looks at the clock."""
_SLEPT = 30
"""Seconds by which a look may come late before the computer is taken to have slept."""


class Triggers(QObject):
    """Calls the sync presenter's `tick` and `woke`."""

    def __init__(self, sync: SyncPresenter, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._sync = sync
        self._clock = clock
        self._seen: Reading | None = None
        self._stop_listening = sync.wait.subscribe(self._wait)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(sync.tick)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._watch)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT * 1000)
        self._beat.timeout.connect(self.look_at_clock)

    def start(self) -> None:
        """Begin, a moment after the first page."""
        self._settle.start(_SETTLED)

    def stop(self) -> None:
        """Trigger nothing any more."""
        self._stop_listening()
        for timer in (self._timer, self._settle, self._beat):
            timer.stop()

    def look_at_clock(self) -> None:
        """A timer stands still while the computer sleeps, and its clocks do not: that is how waking is noticed.

        The time since boot shows it where it counts sleep, the wall clock elsewhere.
        """
        now, seen = self._clock.read(), self._seen
        self._seen = now
        if seen is not None and max(now.boot - seen.boot, now.wall - seen.wall) > _BEAT + _SLEPT:
            self._sync.woke()

    def is_metered(self) -> bool:
        """Whether the system calls the connection a counted one: a hint, as all it says of its network."""
        from PySide6.QtNetwork import QNetworkInformation

        return QNetworkInformation.loadDefaultBackend() and QNetworkInformation.instance().isMetered()

    def network_changed(self, reachability: object) -> None:
        """The system says that a network appeared or went."""
        from PySide6.QtNetwork import QNetworkInformation

        if reachability == QNetworkInformation.Reachability.Online:
            self._sync.tick()

    def _wait(self, seconds: float) -> None:
        if seconds:
            self._timer.start(round(seconds * 1000))
        else:
            self._timer.stop()

    def _watch(self) -> None:
        """What the system says of its network is a hint only: it may be wrong both ways, so nothing depends on it."""
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            QNetworkInformation.instance().reachabilityChanged.connect(self.network_changed)
        self.look_at_clock()
        self._beat.start()
        # The lid is opened, and the window comes to the front before the next beat.
        window_system = QGuiApplication.instance()
        if isinstance(window_system, QGuiApplication):
            window_system.applicationStateChanged.connect(self._state_changed)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._beat.isActive():
            self.look_at_clock()
