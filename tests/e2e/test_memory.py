"""The running program keeps its memory to itself, seen from outside: no core file, and no neighbour may read it.

Root may read everything. So where the tests run as root, the program and its neighbour become nobody in particular
first, and may then be looked into as any two programs of one person may.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what other systems offer is untested here")

REPOSITORY = Path(__file__).parents[2]
NOBODY = """
import ctypes, os, sys
def become_nobody():
    if os.getuid() == 0:
        os.setgroups([]); os.setgid(65534); os.setuid(65534)
        ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # as a program is that was started by nobody
"""
PROGRAM = """
import resource  # while it can still be read
from cor_desktop.memory import keep_memory_private
become_nobody()
if sys.argv[1] == "private":
    keep_memory_private()
secret = "Quillwhistle" * 9
print(id(secret), flush=True)
sys.stdin.read()
"""
NEIGHBOUR = """
def read():
    with open(f"/proc/{pid}/mem", "rb") as memory:
        memory.seek(place)
        return b"Quillwhistle" in memory.read(150)
def attach():
    if libc.ptrace(16, pid, None, None):
        raise OSError
    os.waitpid(pid, 0)
    return libc.ptrace(17, pid, None, None) == 0
def told(look):
    try:
        return look()
    except OSError:
        return "refused"
pid, place = map(int, sys.argv[1:])
libc = ctypes.CDLL(None)
libc.ptrace.argtypes = ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p
become_nobody()
print(told(read), told(attach), told(lambda: bool(os.listdir(f"/proc/{pid}/fd"))))
"""
YAMA = Path("/proc/sys/kernel/yama/ptrace_scope")


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("private", "refused refused refused"),
        pytest.param(
            "as it comes",
            "True True True",
            marks=pytest.mark.skipif(
                YAMA.exists() and YAMA.read_text().strip() != "0", reason="this system keeps neighbours out by itself"
            ),
        ),
    ],
)
def test_b6_no_neighbour_of_the_same_person_reads_its_memory(how: str, told: str) -> None:
    command = [sys.executable, "-c", NOBODY + PROGRAM, how]
    with subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        place = program.stdout.readline().strip()
        looked = subprocess.run(
            [sys.executable, "-c", NOBODY + NEIGHBOUR, str(program.pid), place],
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        program.stdin.close()
    assert looked.stdout.strip() == told


def test_b6_dumps_are_off_before_the_window_is_there(tmp_path: Path) -> None:
    drawn = tmp_path / "drawn"
    environment = os.environ | {"COR_DESKTOP_HOME": str(tmp_path / "home"), "COR_BENCH_FIRST_PAINT": str(drawn)}
    os.mkfifo(drawn)
    with subprocess.Popen([sys.executable, "-m", "cor_desktop"], cwd=REPOSITORY, env=environment) as program:
        assert drawn.read_text()  # waits for the first paint
        limits = Path(f"/proc/{program.pid}/limits").read_text()
        program.kill()
    assert re.search(r"^Max core file size +0 +0 ", limits, re.MULTILINE)
