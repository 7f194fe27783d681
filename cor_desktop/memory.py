"""Keeps the process's memory to itself: no core file, no reading by other processes of the same person (M3, B6).

Called before anything else, because a reflection may be typed any moment after.
"""

from __future__ import annotations

import ctypes
import sys

_PR_SET_DUMPABLE = 4


def keep_memory_private() -> None:
    """Switch core dumps off and, on Linux, make the process not dumpable. Elsewhere the system's own ways remain."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
