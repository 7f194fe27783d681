"""When to sync without being asked: at the start, when a network appears, and when the waiting time is over."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from cor_desktop.presenters.sync_line import SyncPresenter

_SETTLED = 1500
"""Milliseconds after the first page until the network is looked at: the start belongs to the learner."""


class Triggers(QObject):
    """Calls the sync presenter's `tick`."""

    def __init__(self, sync: SyncPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._sync = sync
        self._stop_listening = sync.wait.subscribe(self._wait)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(sync.tick)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._watch_network)

    def start(self) -> None:
        """Begin, a moment after the first page."""
        self._settle.start(_SETTLED)

    def stop(self) -> None:
        """Trigger nothing any more."""
        self._stop_listening()
        self._timer.stop()
        self._settle.stop()

    def _wait(self, seconds: float) -> None:
        if seconds:
            self._timer.start(round(seconds * 1000))
        else:
            self._timer.stop()

    def _watch_network(self) -> None:
        """What the system says of its network is a hint only: it may be wrong both ways, so nothing depends on it."""
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            QNetworkInformation.instance().reachabilityChanged.connect(self.network_changed)

    def network_changed(self, reachability: object) -> None:
        """The system says that a network appeared or went."""
        from PySide6.QtNetwork import QNetworkInformation

        if reachability == QNetworkInformation.Reachability.Online:
            self._sync.tick()
