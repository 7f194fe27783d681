"""A server process on this machine, for whoever tries the program out: start, wait until ready, stop."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO

HOST = "127.0.0.1"
READY_SECONDS = 60.0
STOP_SECONDS = 10.0
LAST_LINES = 20


class Trouble(Exception):
    """The program could not be started. The text is a sentence for the person at the keyboard."""


def is_free(port: int) -> bool:
    """Tell whether nobody listens on `port` of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """Let the system name a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _environment() -> dict[str, str]:
    # Nobody is mailed by a server that is tried out: mails stand in its log, where tools/mailbox.py reads them.
    return os.environ | {"COR_SMTP_URL": os.environ.get("COR_SMTP_URL") or "console:"}


class LocalServer:
    """`cor-server serve` in a process group of its own. Without `log`, its lines go to the terminal."""

    def __init__(self, data: Path, port: int, log: Path | None = None) -> None:
        self.url = f"http://{HOST}:{port}"
        self._data = data
        self.port = port
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process and return at once. Raises Trouble where its folder cannot be made."""
        try:
            self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise Trouble(f"The server needs the folder {self._data} and cannot make it ({fault.strerror}).") from fault
        command = [sys.executable, "-m", "sync_server", "serve", "--data", str(self._data), "--port", str(self.port)]
        with contextlib.ExitStack() as stack:
            output: IO[bytes] | None = stack.enter_context(self._log.open("wb")) if self._log else None
            # A group of its own: Ctrl-C reaches us alone, and stopping reaches the workers too.
            self._process = subprocess.Popen(
                command, stdout=output, stderr=output, env=_environment(), start_new_session=True
            )

    def wait_until_ready(self) -> None:
        """Return when the server answers /readyz with 200. Raises Trouble when it ends first or takes too long."""
        deadline = time.monotonic() + READY_SECONDS
        while not self._answers():
            if not self.is_running():
                raise Trouble(f"The server stopped while starting.{self._last_lines()}")
            if time.monotonic() > deadline:
                raise Trouble(f"The server was not ready after {READY_SECONDS:.0f} seconds.{self._last_lines()}")
            time.sleep(0.05)

    def is_running(self) -> bool:
        """Tell whether the process was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def wait(self) -> int:
        """Wait until the process ends by itself; its exit code."""
        return self._process.wait() if self._process else 0

    def stop(self, patience: float = STOP_SECONDS) -> None:
        """End the process and its workers: politely, then after `patience` seconds firmly."""
        if self._process is None:
            return
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)

    def _answers(self) -> bool:
        # Without proxies: a proxy of the environment knows nothing of this machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{self.url}/readyz", timeout=5) as reply:
                return bool(reply.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _last_lines(self) -> str:
        if self._log is None:
            return ""
        lines = self._log.read_text("utf-8", errors="replace").splitlines()[-LAST_LINES:]
        return f" Its last lines ({self._log}):\n" + "\n".join(f"    {line}" for line in lines)
