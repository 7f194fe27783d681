"""The log tells what the program did, and never quotes what was being worked on."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_desktop.journal import open_journal

SECRET = "what a learner wrote"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
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


def test_a_place_that_refuses_leaves_the_program_without_a_log(tmp_path: Path) -> None:
    open_journal(tmp_path / "missing" / "cor-desktop.log")
