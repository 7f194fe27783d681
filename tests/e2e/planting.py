"""Leaks and mutants, planted to prove that they would be found. Each is what a careless line of code could do."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QProcess, QSettings, Qt
from PySide6.QtTest import QTest

from cor_desktop.actions.desk import Desk
from cor_desktop.paths import find_paths
from cor_desktop.ui.private_edit import PrivateEdit
from cor_protocol.facts import ACTIVITY_FINISHED
from cor_protocol.module import Module
from tests.e2e.leaving import house
from tools.person import Person

log = logging.getLogger("cor_desktop.leak")


def into_log(_person: Person, words: str) -> None:
    log.error("The learner wrote: %s", words)


def page_into_log(person: Person, _words: str) -> None:
    log.warning("Shown: %s", " ".join(person._texts()))


def into_settings(_person: Person, words: str) -> None:
    path = find_paths().settings
    path.write_text(path.read_text().replace("{", '{"last_answer": "' + words.split()[0] + '",', 1))


def into_temporary_file(_person: Person, words: str) -> None:
    with tempfile.NamedTemporaryFile("w", delete=False, prefix="draft-", encoding="utf-16-le") as draft:
        draft.write(words)


def into_file_that_is_gone(_person: Person, words: str) -> None:
    """Written and deleted at once: no search of the disk would find it."""
    with tempfile.NamedTemporaryFile("w") as draft:
        draft.write(words)


def into_title(person: Person, words: str) -> None:
    person.window.setWindowTitle(f"{words} - COR Desktop")


def into_network(person: Person, words: str) -> None:
    import requests

    address = house(person).desk.settings.server_address
    requests.get(f"{address}/readyz", headers={"X-Answer": words.split()[0]}, timeout=10)


def into_server(person: Person, words: str) -> None:
    """As an item of the record, which is sent with all others."""
    from cor_desktop.actions.remember import remember
    from cor_desktop.actions.synchronize import synchronize

    desk = house(person).desk
    desk.settings.set("work_offline", False)
    with desk.store.transaction() as connection:
        remember(desk, connection, desk.learner(), [(ACTIVITY_FINISHED, f"a-module:{words.split()[0].lower()}")])
    outcome = synchronize(desk)
    assert outcome.kind == "sent", outcome


def into_recent_files(_person: Person, words: str) -> None:
    settings = QSettings("QtProject", "somebody")
    settings.setValue("recent", [words.split()[0]])
    settings.sync()


def into_standard_error(_person: Person, words: str) -> None:
    os.write(2, words.encode())


def into_database(person: Person, words: str) -> None:
    with house(person).desk.store.transaction() as connection:
        connection.execute("UPDATE learner SET last_outcome = ?", (words,))


def into_working_folder(_person: Person, words: str) -> None:
    Path("core.1").write_bytes(words.encode("utf-32-le"))


def into_keyring(_person: Person, words: str) -> None:
    import keyring

    keyring.set_password("cor-desktop", "draft", words)


def count_tries() -> None:
    """A mutant of the program: it counts answers, and keeps the count in the log, the settings and each fact's time."""
    from cor_desktop import clock
    from cor_desktop.actions.finish_activity import finish_activity
    from cor_desktop.presenters import module
    from cor_desktop.presenters.observable import Observable

    tries = [0]
    plain_set, plain_read = Observable.set, clock.SystemClock.read

    def set_counting(self: Observable[object], value: object) -> None:
        tries[0] += 1
        plain_set(self, value)

    def read_counting(self: clock.SystemClock) -> clock.Reading:
        reading = plain_read(self)
        return reading._replace(wall=reading.wall + tries[0])

    def finish_counting(desk: Desk, of: Module, activity: str) -> None:
        log.warning("Finished after %s tries", tries[0])
        desk.settings.set("text_size", 125 if tries[0] > 200 else 100)
        finish_activity(desk, of, activity)

    Observable.set = set_counting  # type: ignore[method-assign, assignment]
    clock.SystemClock.read = read_counting  # type: ignore[method-assign]
    module.finish_activity = finish_counting  # type: ignore[assignment, attr-defined]


def use_ordinary_fields() -> None:
    """Have what is selected in a field handed out, as every other field of Qt's does."""
    del PrivateEdit.createMimeDataFromSelection


def in_keyring() -> list[str]:
    """Everything in the keyring of this session, opened."""
    import secretstorage

    with contextlib.closing(secretstorage.dbus_init()) as connection:
        items = [item for each in secretstorage.get_all_collections(connection) for item in each.get_all_items()]
        return [f"{item.get_label()} {item.get_attributes()} {item.get_secret().decode()}" for item in items]


_PEEK = """
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
application = QGuiApplication([])
QTest.qWait(200)
print(application.clipboard().text(application.clipboard().Mode.Selection))
"""


def peek(person: Person) -> str:
    """What another program on the same screen is given as what is selected, by X11's middle mouse button."""
    other = QProcess()
    other.start(sys.executable, ["-c", _PEEK])
    person.wait(lambda: other.state() == QProcess.ProcessState.NotRunning, "the other program")
    assert other.exitCode() == 0, other.readAllStandardError()
    return bytes(other.readAllStandardOutput().data()).decode()


def select_all(person: Person) -> None:
    """Select by mouse and by keys whatever can be selected where one writes."""
    for edit in person.visible(PrivateEdit):
        QTest.mouseDClick(edit.viewport(), Qt.MouseButton.LeftButton)
        QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


LEAKS: dict[str, Callable[[Person, str], None]] = {
    "log": into_log,
    "page": page_into_log,
    "settings": into_settings,
    "temporary file": into_temporary_file,
    "file that is gone": into_file_that_is_gone,
    "title": into_title,
    "network": into_network,
    "server": into_server,
    "recent files": into_recent_files,
    "standard error": into_standard_error,
    "database": into_database,
    "working folder": into_working_folder,
    "keyring": into_keyring,
}
