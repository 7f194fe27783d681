"""The log tells what the program did, and never quotes what was being worked on."""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_desktop.journal import open_journal

SECRET = "what a learner wrote"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for place, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    logger = logging.getLogger("cor_desktop")
    before, level = list(logger.handlers), logger.level
    yield tmp_path / "cor-desktop.log"
    for handler in [handler for handler in logger.handlers if handler not in before]:
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


def fail() -> None:
    raise KeyError(SECRET)


def test_a_fault_that_was_caught_is_written_without_its_message(path: Path, expected_log: object) -> None:
    open_journal(path)
    expected_log("Work failed")  # type: ignore[operator]
    try:
        fail()
    except KeyError:
        logging.getLogger("cor_desktop.test").exception("Work failed")
    written = path.read_text()
    assert "KeyError" in written
    assert "in fail" in written
    assert SECRET not in written


def test_a_fault_nobody_caught_is_written_without_its_message(path: Path, expected_log: object) -> None:
    open_journal(path)
    expected_log("An unexpected fault")  # type: ignore[operator]
    try:
        fail()
    except KeyError as fault:
        sys.excepthook(type(fault), fault, fault.__traceback__)
    assert "KeyError" in path.read_text()
    assert SECRET not in path.read_text()


def test_the_log_belongs_to_its_owner_alone(path: Path) -> None:
    open_journal(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_fault_in_another_thread_is_written_without_its_message(path: Path, expected_log: object) -> None:
    open_journal(path)
    expected_log("An unexpected fault")  # type: ignore[operator]
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "KeyError" in path.read_text()
    assert SECRET not in path.read_text()


class _Draft:
    """Fails while it is being destroyed."""

    def __repr__(self) -> str:
        return SECRET

    def __del__(self) -> None:
        fail()


def test_a_fault_in_what_is_destroyed_is_written_without_its_value(path: Path, expected_log: object) -> None:
    open_journal(path)
    expected_log("An unexpected fault")  # type: ignore[operator]
    _Draft()
    gc.collect()
    assert "KeyError" in path.read_text()
    assert SECRET not in path.read_text()


STARTS = {
    "no log": "open_journal(Path('/missing/cor-desktop.log'))",
    "full disk": """
open_journal(Path(sys.argv[1]))
logging.getLogger("cor_desktop").handlers[-1].stream = open("/dev/full", "w")
""",
    "python's own way": "",
}
FAULTS = """
import logging, sys, threading
from pathlib import Path
from cor_desktop.journal import open_journal
def fail(): raise ValueError(sys.stdin.readline() + "%s")
def caught():
    try: fail()
    except ValueError: logging.getLogger("cor_desktop.test").exception("Work failed")
%s
caught()
thread = threading.Thread(target=fail); thread.start(); thread.join()
fail()
"""


@pytest.mark.parametrize(("start", "quoted"), [("no log", False), ("full disk", False), ("python's own way", True)])
def test_where_no_line_can_be_written_standard_error_is_told_no_message_either(
    tmp_path: Path, start: str, quoted: bool
) -> None:
    program = FAULTS % ("of a learner", STARTS[start])
    said = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "log")],
        input=SECRET,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert (SECRET in said.stderr) is quoted
