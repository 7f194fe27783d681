"""P16: from `git clone` on a machine that has nothing of ours to a window that can be used."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import screens
from bench.first_paint import wait_for_number
from bench.machine import ROOT
from bench.result import Result, at_most
from tools.local_server import free_port

LIMIT = 90.0


def measure() -> Iterator[Result]:
    """One run, because it fetches everything from the network; caches are empty."""
    screen = screens.xvfb() if screens.has_xvfb() else screens.offscreen()
    with tempfile.TemporaryDirectory() as folder, screen as environment:
        # `make run` looks for a display and takes any name for it; Qt is told where to draw.
        seconds = _clone_and_run(Path(folder), {"DISPLAY": ":0"} | environment)
    yield at_most(
        "P16", "fresh clone, empty caches: git clone and make run to first paint, one run", seconds, "s", LIMIT
    )


def _clone_and_run(folder: Path, environment: dict[str, str]) -> float:
    painted = folder / "painted"
    caches = {"UV_CACHE_DIR": str(folder / "uv"), "PIP_NO_CACHE_DIR": "1", "COR_BENCH_FIRST_PAINT": str(painted)}
    started = time.time_ns()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder / "clone")], check=True)
    run = subprocess.Popen(
        ["make", "run", f"PORT={free_port()}"],
        cwd=folder / "clone",
        env=_bare_environment() | environment | caches,
        start_new_session=True,
        stdout=sys.stderr,
    )
    try:
        return (wait_for_number(painted, run, patience=10 * LIMIT) - started) / 1e9
    finally:
        _end_group(run)


def _bare_environment() -> dict[str, str]:
    """Ours without what `make bench` and its environment added."""
    return {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL")}


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Interrupt like Ctrl-C, so that `make run` stops its server; then make sure."""
    os.killpg(process.pid, signal.SIGINT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(30)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
