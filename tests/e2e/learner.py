"""A learner's computer as a process of its own, so that it can be killed: the real window, used by a person.

Reads one JSON object from standard input (so that what is typed is in no command line): `server`, `mail` (the server's
log, with the code), `email`, `password` (another than usual), `words`, `choice`, `pages` (how many pages to answer),
`stay`, `reopen`, `whole`, `offline`, `only_register`,
`registered` (that was done before), `repeatable`, `disk_full`, `crash` (end by a fault), `leak` (plant one, for the
control).
Prints one JSON line for each thing that was reached. Environment: COR_DESKTOP_HOME, and QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import secrets
import sys
from pathlib import Path
from typing import Any

from cor_desktop.memory import keep_memory_private
from tools import journey
from tools.mailbox import Mailbox
from tools.person import Person


def main() -> None:
    keep_memory_private()
    wanted = json.loads(sys.stdin.readline())
    make_repeatable(wanted)
    from PySide6.QtWidgets import QApplication

    app = QApplication(["cor-desktop"])
    window = journey.open_window(app, wanted["server"])
    person = Person(window)
    act(person, wanted)
    if wanted.get("disk_full"):
        fill_disk()
        journey.onward(person)
        person.wait_to_read("Not saved")
    if wanted.get("leak"):
        log = logging.getLogger("cor_desktop.leak")
        log.error("The learner wrote: %s; signed in with %s", wanted["words"], wanted.get("password"))
    tell("there", page=person.page(), words=wanted["words"] in typed(person))
    if wanted.get("crash"):
        ctypes.string_at(0)
    if wanted.get("stay"):
        app.exec()
    window.close()


def act(person: Person, wanted: dict[str, Any]) -> None:
    """Register where nobody has yet; then answer as many pages as are wanted."""
    if wanted.get("reopen"):
        go_on(person, wanted)
        return
    if wanted.get("registered"):
        take(person, wanted)
        return
    password = wanted.get("password", journey.NEWCOMER[3])
    code = journey.register(person, Mailbox(Path(wanted["mail"])), wanted["email"], password)
    tell("registered", code=code)
    if wanted.get("offline", True):
        journey.set_offline(person, True)
    if wanted.get("only_register"):
        return
    if wanted.get("whole"):
        take(person, wanted)
        return
    person.press("Start")
    for page in range(wanted["pages"]):
        person.answer(wanted["choice"], wanted["words"])
        tell("answered", page=page)
        if page + 1 < wanted["pages"]:
            journey.onward(person)


def take(person: Person, wanted: dict[str, Any]) -> None:
    """The whole module without a connection; then send it."""
    journey.take_module(person, wanted["choice"], wanted["words"])
    journey.set_offline(person, False)
    person.wait_to_read("all sent")


def go_on(person: Person, wanted: dict[str, Any]) -> None:
    """Tell what the page that was open shows; then answer it and the next."""
    person.wait(lambda: person.can_press("Continue") or person.can_press("Finish"), "the page that was open")
    tell("reopened", page=person.page(), words=wanted["words"] in typed(person))
    person.answer(wanted["choice"], wanted["words"])
    if person.can_press("Continue"):
        journey.onward(person)
        person.answer(wanted["choice"], wanted["words"])


def fill_disk() -> None:
    """From now on no file takes another byte: what a full disk is to a program."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def typed(person: Person) -> str:
    """What stands in the fields of the page."""
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

    plain = [edit.toPlainText() for edit in person.visible(QPlainTextEdit)]
    return "\n".join([*plain, *(edit.toPlainText() for edit in person.visible(QTextEdit))])


def make_repeatable(wanted: dict[str, Any]) -> None:
    """Hand in clock and randomness where a test compares two runs: nothing differs then but the answers."""
    if not wanted.get("repeatable"):
        return
    import random

    from cor_desktop import clock

    numbers = random.Random(1)
    secrets.token_bytes = numbers.randbytes  # type: ignore[assignment]
    secrets.token_hex = lambda size=16: numbers.randbytes(size or 16).hex()  # type: ignore[assignment]
    moment = clock.Reading(1_795_528_800, 1000.0, 0)
    clock.SystemClock.read = lambda self: moment  # type: ignore[method-assign]


def tell(what: str, **more: Any) -> None:
    print(json.dumps({"reached": what, **more}), flush=True)


if __name__ == "__main__":
    assert "COR_DESKTOP_HOME" in os.environ, "never on the profile of whoever runs the tests"
    main()
