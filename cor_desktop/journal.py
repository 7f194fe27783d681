"""The program's log on disk: what it did, never what a learner wrote.

An exception's message may quote what was being worked on, so of an unexpected one only its kind and its place in the
code are written. That holds for standard error too, which a desktop's session keeps in a journal of its own: where
there is no log, or the disk refuses a line, nothing is written in its place.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LARGEST = 256 * 1024

log = logging.getLogger(__name__)


class _NoMessages(logging.Formatter):
    """Writes the place of an exception and not its message."""

    def formatException(self, fault: object) -> str:
        kind, _, trace = fault if isinstance(fault, tuple) else (None, None, None)
        return _place(kind, trace)


def open_journal(path: Path) -> None:
    """Write to `path` from now on: warnings and worse, at most half a megabyte, for this person alone.

    A disk that refuses leaves the program without a log; nobody is told.
    """
    handler = _handler(path)
    handler.setFormatter(_NoMessages("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.INFO)
    logger = logging.getLogger("cor_desktop")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    _quote_nobody()


def _quote_nobody() -> None:
    """Python's own ways of telling what nobody caught print the message, or the value of what was being destroyed."""
    sys.excepthook = _write_unexpected
    threading.excepthook = lambda told: _write_unexpected(told.exc_type, told.exc_value, told.exc_traceback)
    sys.unraisablehook = lambda told: _write_unexpected(told.exc_type, told.exc_value, told.exc_traceback)


class _Quiet(RotatingFileHandler):
    """Lets go of a line that cannot be written. Python's own way prints it with the fault that was being told."""

    def handleError(self, record: logging.LogRecord) -> None:
        pass


def _handler(path: Path) -> logging.Handler:
    try:
        handler = _Quiet(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8")
        path.chmod(0o600)
    except OSError:
        return logging.NullHandler()  # without any, Python would write to standard error, messages and all
    return handler


def _write_unexpected(kind: type[BaseException], _fault: BaseException | None, trace: TracebackType | None) -> None:
    log.error("An unexpected fault: %s", _place(kind, trace))


def _place(kind: type[BaseException] | None, trace: TracebackType | None) -> str:
    name = kind.__name__ if kind else "unknown"
    return name + "\n" + "".join(traceback.format_tb(trace))
