"""The program's log on disk: what it did, never what a learner wrote.

An exception's message may quote what was being worked on, so of an unexpected one only its kind and its place in the
code are written.
"""

from __future__ import annotations

import logging
import sys
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
    try:
        handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8")
        path.chmod(0o600)
    except OSError:
        return
    handler.setFormatter(_NoMessages("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.INFO)
    logger = logging.getLogger("cor_desktop")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    sys.excepthook = _write_unexpected


def _write_unexpected(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    log.error("An unexpected fault: %s", _place(kind, trace))


def _place(kind: type[BaseException] | None, trace: TracebackType | None) -> str:
    name = kind.__name__ if kind else "unknown"
    return name + "\n" + "".join(traceback.format_tb(trace))
