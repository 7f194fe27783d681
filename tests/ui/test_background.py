from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.errors import Offline, Trouble
from cor_desktop.ui.background import ThreadBackground
from tests.conftest import ExpectedLogs


@pytest.fixture
def background(qapp: QApplication) -> ThreadBackground:
    return ThreadBackground()


def unexpected(came: object) -> None:
    raise AssertionError(came)


def test_work_is_done_in_a_thread_and_comes_home_to_the_main_one(background: ThreadBackground, qtbot: QtBot) -> None:
    came: list[tuple[str, str]] = []

    def then(worker: str) -> None:
        came.append((worker, threading.current_thread().name))

    background.run(lambda: threading.current_thread().name, then, unexpected)
    qtbot.waitUntil(lambda: bool(came))
    assert came == [("cor-background", "MainThread")]


def test_a_trouble_comes_home(background: ThreadBackground, qtbot: QtBot) -> None:
    came: list[Trouble] = []

    def work() -> int:
        raise Offline

    background.run(work, unexpected, came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert isinstance(came[0], Offline)


def test_our_own_mistake_is_logged_and_told_calmly(
    background: ThreadBackground, qtbot: QtBot, expected_log: ExpectedLogs
) -> None:
    came: list[Trouble] = []
    expected_log("Work in the background failed")

    def work() -> int:
        raise RuntimeError("a mistake")

    background.run(work, unexpected, came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert came[0].meaning == "Nothing is lost."
    assert "mistake" not in str(came[0])


def test_after_the_window_closes_nothing_comes_home(background: ThreadBackground, qtbot: QtBot) -> None:
    done = threading.Event()
    background.run(done.set, unexpected, unexpected)
    done.wait(5)
    background.close()
    QApplication.processEvents()


def test_closing_waits_for_nobody(background: ThreadBackground) -> None:
    held, let_go = threading.Event(), threading.Event()

    def work() -> None:
        held.set()
        let_go.wait(5)

    background.run(work, unexpected, unexpected)
    held.wait(5)
    background.close()
    assert not let_go.is_set()
    let_go.set()
