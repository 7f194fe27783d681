"""Running the server: granian over WSGI, two workers that die with their parent."""

from __future__ import annotations

import ctypes
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from sync_server.config.state import StateFault

_KILL_AFTER = 3
"""Seconds a worker may take to end."""
_PR_SET_PDEATHSIG = 1


def check_port(host: str, port: int) -> None:
    """Raise StateFault where nothing can listen there. (granian shares ports, so two servers would not notice.)"""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StateFault(
                f"Cannot listen on {host}, port {port}: {error.strerror}. Is another server running? "
                "Choose another port with --port."
            ) from error


_THREADS = 8
"""Threads of each worker. With one, two slow senders (a phone line will do) stop the server for everybody:
docs/decisions/0006-several-threads-a-worker.md."""


def run(host: str, port: int, on_ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; `on_ready` is called from a thread once requests are answered."""
    logging.getLogger("_granian").addFilter(_is_news)
    server = Granian(
        "sync_server.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=_THREADS,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_KILL_AFTER,
    )
    _AfterStart(server, lambda: _announce(host, port, on_ready))
    server.serve(target_loader=load_in_worker, wrap_loader=False)


def _is_news(record: logging.LogRecord) -> bool:
    # How many threads there are is decided (see _THREADS); a warning at every start would only worry.
    return "spawning up to" not in record.getMessage()


def load_application() -> Any:
    """The application with all its addresses; loaded in the parent, so that workers share its memory."""
    from django.urls import get_resolver

    from sync_server.config.wsgi import application

    get_resolver().url_patterns  # noqa: B018 - loaded when first asked for
    return application


def load_in_worker() -> Any:
    """Give a worker the application, and let it send mails and sweep beside the requests."""
    from sync_server.config import sweeping  # both need Django
    from sync_server.mail import sender

    _die_with_parent()
    sender.start_in_worker()
    sweeping.start_in_worker()
    return load_application()


class _AfterStart:
    """Starts a thread once the workers are forked; a fork while threads run is not safe."""

    def __init__(self, server: Any, then: Callable[[], None]) -> None:
        self._startup = server.startup
        self._then = then
        server.startup = self

    def __call__(self, *args: Any) -> None:
        self._startup(*args)
        threading.Thread(target=self._then, daemon=True).start()


def _announce(host: str, port: int, on_ready: Callable[[], None]) -> None:
    waiting = threading.Event()
    while not _answers(host, port):
        waiting.wait(0.05)
    on_ready()


def _answers(host: str, port: int) -> bool:
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - asks what was chosen
    try:
        with socket.create_connection((target, port), timeout=10) as probe:
            probe.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return probe.recv(12).endswith(b"200")
    except OSError:
        return False


def _die_with_parent() -> None:
    """Ask Linux to end this worker when its parent is killed; elsewhere the parent has to end in order."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
