"""On what and of what a run was measured."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
from pathlib import Path

from tools.versions import versions

ROOT = Path(__file__).resolve().parents[1]


def conditions() -> dict[str, object]:
    """The machine, the versions and the moment of this run."""
    now = datetime.datetime.now(datetime.UTC)
    return {"date": now.isoformat(timespec="seconds"), "commit": commit(), "machine": machine(), "versions": versions()}


def machine() -> dict[str, object]:
    """Processor, cores and memory, and how busy the machine was with other work."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_mib": memory // 2**20,
        "load_before": round(os.getloadavg()[0], 2),
    }


def commit() -> str:
    """The short name of the commit the tree stands on; `+` follows where the tree differs from it."""
    name = _git("rev-parse", "--short", "HEAD")
    return f"{name}+" if _git("status", "--porcelain", "--untracked-files=no") else name


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("ascii", errors="replace").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()
