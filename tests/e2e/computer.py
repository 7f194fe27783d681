"""Starts a learner's computer as a process, and looks at what it leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

REPOSITORY = Path(__file__).parents[2]


class Around(NamedTuple):
    """What a computer is started in: the words before its command, and what it finds otherwise than usual."""

    through: tuple[str, ...] = ()
    surroundings: tuple[tuple[str, str], ...] = ()


NOTHING = Around()


class Computer:
    """One process with the real window. Everything it can write lies under `folder`."""

    def __init__(self, folder: Path, around: Around = NOTHING, /, **wanted: Any) -> None:
        self.folder = folder
        for name in ("tmp", "home", "work"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        with (folder / "stderr").open("ab") as stderr:
            self.process = subprocess.Popen(
                [*around.through, sys.executable, "-m", "tests.e2e.learner"],
                cwd=folder / "work",
                env=self._environment() | dict(around.surroundings),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
            )
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()

    def wait_until(self, reached: str) -> dict[str, Any]:
        """What the process told when it reached that point. Fails with its last words where it ended before."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            told: dict[str, Any] = json.loads(line)
            if told["reached"] == reached:
                return told
        raise AssertionError(f"ended before {reached!r}: {(self.folder / 'stderr').read_text()[-2000:]}")

    def go_on(self) -> None:
        """Let the process go on where it waits."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """As if the battery fell out; or as the system ends a session, by another signal."""
        self.process.send_signal(number)
        self.process.wait(60)

    def wait(self) -> int:
        """Wait until the process ends by itself; its exit code."""
        return self.process.wait(60)

    def __enter__(self) -> Computer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()

    def _environment(self) -> dict[str, str]:
        home = str(self.folder / "home")
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(REPOSITORY),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
            "HOME": home,
            "TMPDIR": str(self.folder / "tmp"),
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_CACHE_HOME": f"{home}/cache",
            "XDG_STATE_HOME": f"{home}/state",
            "XDG_RUNTIME_DIR": home,
            "COR_DESKTOP_HOME": str(self.folder / "profile"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        }
