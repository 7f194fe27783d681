"""The only file with threads. Work goes out in a daemon thread of its own; its result comes home by a queued signal.

Not QThreadPool: Qt and Python both wait for a pool's threads at exit, and closing the window never waits for a network.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from cor_desktop.errors import Trouble
from cor_desktop.words import _

T = TypeVar("T")

log = logging.getLogger(__name__)


class ThreadBackground(QObject):
    """A Background for the real window. Made on the main thread."""

    _home = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._home.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Trouble], None]) -> None:
        """Do `work` in a thread; call `then` or `failed` on the main thread, unless closed meanwhile."""
        threading.Thread(target=self._do, args=(work, then, failed), daemon=True, name="cor-background").start()

    def close(self) -> None:
        """Let nothing come home any more: the window is closing."""
        self._closed = True

    def _do(self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Trouble], None]) -> None:
        outcome = _outcome(work, then, failed)
        if not self._closed:
            self._home.emit(outcome)

    def _arrive(self, outcome: Callable[[], None]) -> None:
        if not self._closed:
            outcome()


def _outcome(
    work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Trouble], None]
) -> Callable[[], None]:
    try:
        result = work()
    except Trouble as trouble:
        told = trouble
    except Exception:
        log.exception("Work in the background failed")
        told = Trouble(advice=_("Please try again. If it happens again, Help says whom to ask."))
    else:
        return lambda: then(result)
    return lambda: failed(told)
