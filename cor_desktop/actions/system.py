"""What this computer runs on, as its owner knows it: it tells their computers apart in the list of devices."""

from __future__ import annotations

import platform


def system_name() -> str:
    """For example "Windows 11", "macOS 15.1" or "Linux"; at most 64 characters."""
    system = platform.system()
    if system == "Windows":
        return f"Windows {platform.release()}".strip()[:64]
    if system == "Darwin":
        return f"macOS {platform.mac_ver()[0]}".strip()[:64]
    return (system or "A computer")[:64]
