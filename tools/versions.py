"""Print the versions a run was made with, one per line."""

from __future__ import annotations

import platform
import sqlite3
from importlib import metadata

PACKAGES = (
    "PySide6-Essentials",
    "Django",
    "granian",
    "cryptography",
    "sqlite-utils",
    "fpdf2",
    "pytest",
    "mypy",
    "ruff",
)


def versions() -> dict[str, str]:
    """The versions of the system, Python, SQLite and the packages that matter most."""
    own = {"system": platform.platform(), "Python": platform.python_version(), "SQLite": sqlite3.sqlite_version}
    return own | {name: metadata.version(name) for name in PACKAGES}


if __name__ == "__main__":
    for name, version in versions().items():
        print(f"{name:20} {version}")
