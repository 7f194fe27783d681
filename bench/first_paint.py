"""P1: from process start to first paint, the client and a bare PySide6 window in turn."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from bench import screens
from bench.result import Result, beside_floor, median

ROUNDS = 9
PATIENCE = 60.0
BARE = ("-m", "bench.bare_window")
CLIENT = ("-m", "cor_desktop")
TARGET = 1.3


def measure() -> Iterator[Result]:
    """One result per kind of screen."""
    yield _on(screens.offscreen(), "offscreen")
    if screens.has_xvfb():
        yield _on(screens.xvfb(), "Xvfb")


def milliseconds_to_first_paint(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    """Start Python with `arguments`, wait until it says it painted, end it."""
    with tempfile.TemporaryDirectory() as folder:
        painted = Path(folder) / "painted"
        started = time.time_ns()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=os.environ | dict(environment) | {"COR_BENCH_FIRST_PAINT": str(painted)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return (wait_for_number(painted, process) - started) / 1e6
        finally:
            end(process)


def wait_for_number(path: Path, process: subprocess.Popen[bytes], patience: float = PATIENCE) -> int:
    """The number that `process` writes to `path`. Raises RuntimeError when it ends or takes too long without."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if path.exists() and (text := path.read_text("ascii").strip()):
            return int(text)
        if process.poll() is not None and not path.exists():
            raise RuntimeError(f"{process.args!r} ended with {process.returncode} before its first paint")
        time.sleep(0.002)
    raise RuntimeError(f"{process.args!r} did not paint within {patience:g} seconds")


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process we started, politely first."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)
    process.kill()
    process.wait()


def _on(screen: AbstractContextManager[dict[str, str]], name: str) -> Result:
    with screen as environment, tempfile.TemporaryDirectory() as home:
        environment = environment | {"COR_DESKTOP_HOME": home}
        bare, client = _in_turn(environment)
    what = f"client: process start to first paint ({name}), median of {ROUNDS}"
    return beside_floor("P1", what, median(client), "ms", median(bare), TARGET)


def _in_turn(environment: Mapping[str, str]) -> tuple[list[float], list[float]]:
    """Both in turn, so that noise meets both alike. The first round fills caches and is left out."""
    pairs = [
        (milliseconds_to_first_paint(BARE, environment), milliseconds_to_first_paint(CLIENT, environment))
        for _ in range(ROUNDS + 1)
    ]
    return [bare for bare, _ in pairs[1:]], [client for _, client in pairs[1:]]
