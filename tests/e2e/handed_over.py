"""Everything that a process hands to the system, read from a record of its system calls by strace.

Files that are deleted at once, pipes, sockets, the keyring, the names of windows: whatever leaves the memory leaves it
this way. What is only mapped (pictures for the screen, SQLite's index to its log) is not recorded.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_WRITING = (
    "write pwrite64 writev pwritev pwritev2 sendto sendmsg sendmmsg vmsplice mq_timedsend process_vm_writev "
    "setxattr fsetxattr add_key prctl execve memfd_create "
    "open openat creat rename renameat renameat2 link linkat symlink symlinkat mkdir mkdirat"
)
_TEXT = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')
_OPENED = re.compile(rb'open(?:at)?\((?:[A-Z_0-9]+, )?"((?:\\x[0-9a-f]{2})*)", ([A-Z_|]+)')


def can_record() -> bool:
    """Tell whether there is strace, and whether it may look on."""
    command = shutil.which("strace")
    return (
        bool(command)
        and subprocess.run([str(command), "-qq", "true"], capture_output=True, check=False).returncode == 0
    )


class HandedOver(NamedTuple):
    """How often anything was handed over, all of it in the order of each thread, and the files opened to be written."""

    times: int
    content: bytes
    files: frozenset[str]


def recorded_by_strace(folder: Path) -> tuple[str, ...]:
    """The words to put before a command, so that a record of it and all that it starts is kept in `folder`."""
    calls = ",".join(f"?{name}" for name in _WRITING.split())
    return (
        "strace",
        "--follow-forks",
        "--output-separately",
        "--seccomp-bpf",
        f"--output={folder / 'calls'}",
        f"--trace={calls}",
        "--strings-in-hex=all",
        "--string-limit=16777216",
        "--signal=none",
        "--quiet=all",
    )


def handed_over(folder: Path) -> HandedOver:
    """Read the record."""
    lines = [line for path in sorted(folder.glob("calls.*")) for line in path.read_bytes().splitlines()]
    return HandedOver(len(lines), b"\n".join(map(_plain, lines)), frozenset(_opened(lines)))


def _plain(line: bytes) -> bytes:
    """All texts of a call, one after another: one word may lie in two of them."""
    return b"".join(map(_bytes, _TEXT.findall(line)))


def _bytes(hexadecimal: bytes) -> bytes:
    return bytes.fromhex(hexadecimal.replace(rb"\x", b"").decode())


def _opened(lines: list[bytes]) -> Iterator[str]:
    for line in lines:
        found = _OPENED.search(line)
        if found and b" = -1 " not in line and any(way in found[2] for way in (b"O_WRONLY", b"O_RDWR", b"O_CREAT")):
            yield _bytes(found[1]).decode(errors="replace")
