"""What holds for every test: a home of its own, no screen, and silence.

A test fails on a log record of WARNING or above that it did not announce with `expected_log`, and on a thread it
leaves behind. Warnings are errors by pyproject.toml.
"""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from cor_desktop import words

# Before any test module imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples in every run, so that a failure in one place can be seen in another; no database of examples in
# the tree. How many examples: each test's own decision.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.settings.load_profile("house")

_PATIENCE = 10.0
"""Seconds a thread that is ending may take to end."""


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder; whatever asks the environment for a place gets one inside it."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.delenv("COR_DESKTOP_HOME", raising=False)
    # Programs that tests start speak English, whatever the computer speaks.
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.delenv("COR_LANGUAGE", raising=False)
    # No test reaches the keyring of the person who runs it.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    return folder


@pytest.fixture(scope="session")
def word_lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every language and pseudo-locale, compiled from what lies in the tree now."""
    from tools.words import compile_all

    folder = tmp_path_factory.mktemp("locale")
    compile_all(folder)
    return folder


@pytest.fixture
def speaking(word_lists: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Call it with a language to speak it until the test ends."""
    monkeypatch.setattr(words, "LISTS", word_lists)
    yield words.set_language
    words.set_language(words.SOURCE)


@pytest.fixture
def spanish(speaking: Callable[[str], None]) -> None:
    """Spanish is spoken."""
    speaking("es")


class ExpectedLogs(logging.Handler):
    """Collects what is logged at WARNING and above; knows which of it was announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._announced: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def __call__(self, pattern: str) -> None:
        """Announce that a record whose message matches `pattern` (a regular expression) will come."""
        self._announced.append(re.compile(pattern))

    def unannounced(self) -> list[str]:
        """The messages nobody announced, each with its logger's name."""
        return [f"{record.name}: {record.getMessage()}" for record in self._records if not self._is_announced(record)]

    def missing(self) -> list[str]:
        """The announced patterns that no record matched."""
        messages = [record.getMessage() for record in self._records]
        return [wanted.pattern for wanted in self._announced if not any(map(wanted.search, messages))]

    def _is_announced(self, record: logging.LogRecord) -> bool:
        return any(pattern.search(record.getMessage()) for pattern in self._announced)


@pytest.fixture(autouse=True)
def expected_log() -> Iterator[ExpectedLogs]:
    """Call it with a pattern to announce a log record; an unannounced record and a missing one fail the test."""
    handler = ExpectedLogs()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    assert handler.unannounced() == [], "logged without being announced"
    assert handler.missing() == [], "announced but never logged"


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail the test that leaves a thread behind."""
    before = set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in before]
    for thread in started:
        thread.join(_PATIENCE)
    assert [thread.name for thread in started if thread.is_alive()] == [], "threads left behind"
