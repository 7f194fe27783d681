"""Where windows are drawn while measuring: Qt's own offscreen surface, and a virtual X server where there is one."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator


@contextlib.contextmanager
def offscreen() -> Iterator[dict[str, str]]:
    """The environment of a process that draws without any screen."""
    yield {"QT_QPA_PLATFORM": "offscreen"}


@contextlib.contextmanager
def xvfb() -> Iterator[dict[str, str]]:
    """The environment of a process that draws on a virtual X server, which runs meanwhile."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as answer:
            yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{answer.readline().strip()}"}
    finally:
        server.terminate()
        server.wait()


def has_xvfb() -> bool:
    """Tell whether a virtual X server is installed."""
    return shutil.which("Xvfb") is not None
