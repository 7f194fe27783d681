"""The window opens whatever the disk holds, and says what is the matter. Needs Qt."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop import app
from cor_desktop.learning import catalog
from cor_desktop.paths import Paths
from cor_desktop.settings import Settings
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.theme import Theme
from tools.person import Person

SLOW = ("cryptography", "keyring", "requests", "sqlite_utils", "truststore")
SERVER = "http://127.0.0.1:9"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data", tmp_path / "config")


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    window = MainWindow(Theme(qapp))
    window.show()
    yield window
    window.close()
    if window.house:
        window.house.desk.store.close()
    qtbot.wait_until(lambda: not window.isVisible())


def open_window(window: MainWindow, paths: Paths) -> Person:
    app.furnish(window, paths, Settings(paths.settings), SERVER)
    return Person(window)


@pytest.fixture(autouse=True)
def no_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log has its own tests; here it would outlive the folder it lies in."""
    monkeypatch.setattr("cor_desktop.journal.open_journal", lambda path: None)


def test_a_first_start_asks_how_to_begin_and_knows_the_server(window: MainWindow, paths: Paths) -> None:
    person = open_window(window, paths)
    person.wait(lambda: person.can_press("Start learning"), "the first page")
    assert Settings(paths.settings).server_address == SERVER


def test_a_server_named_at_the_start_wins_over_the_one_of_before(window: MainWindow, paths: Paths) -> None:
    Settings(paths.settings).set("server_address", "http://127.0.0.1:8765")
    open_window(window, paths)
    assert Settings(paths.settings).server_address == SERVER


def test_the_module_opens_right_after_the_first_start_without_a_network(window: MainWindow, paths: Paths) -> None:
    person = open_window(window, paths)
    person.press("Start learning")
    person.press("Start")
    person.wait_to_read("1 of 8")


def test_a_database_of_a_newer_program_is_told_and_left_alone(window: MainWindow, paths: Paths) -> None:
    paths.make()
    newer = sqlite3.connect(paths.database)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = paths.database.read_bytes()
    person = open_window(window, paths)
    person.wait_to_read("saved by a newer version")
    assert paths.database.read_bytes() == before


def test_a_damaged_database_is_told_and_learning_goes_on(window: MainWindow, paths: Paths) -> None:
    paths.make()
    paths.database.write_bytes(b"not a database, " * 999)
    person = open_window(window, paths)
    person.press("Start learning")
    person.wait_to_read("put aside, not deleted")
    assert len(list(paths.data.glob("*.damaged-*"))) == 1


def test_a_folder_that_cannot_be_written_is_told(window: MainWindow, paths: Paths) -> None:
    paths.data.parent.mkdir(exist_ok=True)
    paths.data.write_text("in the way")
    open_window(window, paths).wait_to_read("Not saved")


def test_a_course_that_is_cut_short_is_told_and_the_window_stays_usable(
    window: MainWindow, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "pack"
    (pack / "blobs").mkdir(parents=True)
    whole = (catalog.DEFAULT_FOLDER / "index.json").read_bytes()
    (pack / "index.json").write_bytes(whole[: len(whole) // 2])
    monkeypatch.setattr(catalog.Catalog.__init__, "__defaults__", (pack, "", None))
    person = open_window(window, paths)
    person.press("Start learning")
    person.wait_to_read("The course on this computer is damaged")
    person.press("Help")
    person.wait_to_read("Help")


def test_a_mistake_of_ours_is_logged_and_told(
    window: MainWindow, paths: Paths, monkeypatch: pytest.MonkeyPatch, expected_log: object
) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError

    expected_log("could not be opened")  # type: ignore[operator]
    monkeypatch.setattr(app, "build_desk", fail)
    open_window(window, paths).wait_to_read("start COR Desktop again")


def test_a_start_loads_nothing_that_is_slow_and_needed_later(paths: Paths) -> None:
    app.build_desk(paths, Settings(paths.settings)).store.close()  # makes the database, which takes sqlite-utils once
    code = (
        "import pathlib, sys; from cor_desktop import app, paths, settings;"
        " where = paths.Paths(*map(pathlib.Path, sys.argv[1:]));"
        " app.build_desk(where, settings.Settings(where.settings)).store.close();"
        f" print([name for name in {SLOW!r} if name in sys.modules])"
    )
    said = subprocess.check_output([sys.executable, "-c", code, paths.data, paths.config], text=True)
    assert said.strip() == "[]"
