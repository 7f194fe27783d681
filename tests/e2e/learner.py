"""A learner's computer as a process of its own, so that it can be killed: the real window, used by a person.

Reads one JSON object from standard input (so that what is typed is in no command line), with some of these:
`server`, `mail` (the server's log, with the code), `email`, `password`: to register, where nobody has yet.
`do`: what is done then. `nothing`; `some` (answer `pages` pages), `reopen` (tell what the page that was open shows,
answer it and the next), `whole` (take the module and send it), `leave` (answer and leave: see below).
`answers` (how: `hastily`, `thoroughly`), `words` (where one writes).
`leave`: pairs of a type and a way of leaving. Before and after each it waits for a line on standard input.
`marked` (every answer bears a mark), `repeatable` (clock and randomness handed in), `offline`.
`peek` (have another program ask for what is selected), `ordinary` (fields that hand it out, for the control).
`keyring` (tell what it holds).
`leaks` and `mutant` (planted, for the controls), `dumpable` (not kept private, for the control), `stay` (do not end).
`end`: instead of leaving: `close` the window, `crash` (by a fault), `abort`, `full` (the disk, then `close`).
Prints one JSON line for each thing that was reached. Environment: COR_DESKTOP_HOME, and QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import ctypes
import faulthandler
import json
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cor_desktop.memory import keep_memory_private
from tests.e2e.marked import MARK
from tools import journey
from tools.mailbox import Mailbox
from tools.person import Person


def main() -> None:
    wanted = json.loads(sys.stdin.readline())
    if wanted.get("dumpable"):
        allow_dumps()
    else:
        keep_memory_private()
    prepare(wanted)
    from PySide6.QtWidgets import QApplication

    from tests.e2e import planting

    app = QApplication(["cor-desktop"])
    window = journey.open_window(app, wanted["server"])
    person = Person(window)
    if "mail" in wanted:
        register(person, wanted)
    DO[wanted["do"]](person, wanted)
    if wanted.get("keyring"):
        tell("keyring", items=planting.in_keyring())
    tell("there", **standing(person, wanted))
    if wanted.get("stay"):
        app.exec()
    close(person)


def allow_dumps() -> None:
    """What the program would be without `keep_memory_private`, where the system lets it write a core file at all."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def prepare(wanted: dict[str, Any]) -> None:
    """Change the program before it starts, where a test wants that."""
    from tests.e2e import leaving, marked, planting

    if wanted.get("repeatable"):
        make_repeatable()
    if wanted["do"] == "leave":
        leaving.make_clock_movable()
    if wanted.get("marked"):
        marked.hand_in_marked()
    if wanted.get("mutant"):
        planting.count_tries()
    if wanted.get("ordinary"):
        planting.use_ordinary_fields()


def register(person: Person, wanted: dict[str, Any]) -> None:
    password = wanted.get("password", journey.NEWCOMER[3])
    code = journey.register(person, Mailbox(Path(wanted["mail"])), wanted["email"], password)
    tell("registered", code=code)
    if wanted.get("offline", True):
        journey.set_offline(person, True)


def nothing(person: Person, wanted: dict[str, Any]) -> None:
    """Whoever registered stays on the home page."""
    plant(person, wanted)


def some(person: Person, wanted: dict[str, Any]) -> None:
    """Answer as many pages as are wanted."""
    person.press("Start")
    for page in range(wanted["pages"]):
        answer(person, wanted)
        if page + 1 < wanted["pages"]:
            journey.onward(person)


def reopen(person: Person, wanted: dict[str, Any]) -> None:
    """Tell what the page that was open shows; then answer it and the next."""
    person.wait(lambda: person.can_press("Continue") or person.can_press("Finish"), "the page that was open")
    tell("reopened", **standing(person, wanted))
    answer(person, wanted)
    if person.can_press("Continue"):
        journey.onward(person)
        answer(person, wanted)


def whole(person: Person, wanted: dict[str, Any]) -> None:
    """The whole module without a connection; then send it."""
    person.press("Start")
    for _ in range(journey.MOST_PAGES):
        answer(person, wanted)
        if person.can_press("Finish"):
            break
        journey.onward(person)
    person.press("Finish")
    person.wait_to_read("You have completed the module")
    journey.set_offline(person, False)
    person.wait_to_read("all sent")


def leave(person: Person, wanted: dict[str, Any]) -> None:
    """Answer an activity of each type and leave it in the way wanted, as often as wanted."""
    from tests.e2e import leaving

    for kind, way in wanted["leave"]:
        leaving.arrive(person, kind)
        answer(person, wanted)
        tell("answered", kind=kind, way=way, **standing(person, wanted), **seen_by_others(person, wanted))
        sys.stdin.readline()
        end(person, wanted)
        leaving.WAYS[way](person, wanted["password"])
        tell("left", **standing(person, wanted))
        sys.stdin.readline()


DO: dict[str, Callable[[Person, dict[str, Any]], None]] = {
    "nothing": nothing,
    "some": some,
    "reopen": reopen,
    "whole": whole,
    "leave": leave,
}


def answer(person: Person, wanted: dict[str, Any]) -> None:
    from tests.e2e import answering

    ways = {"hastily": answering.hastily, "thoroughly": answering.thoroughly}
    ways[wanted["answers"]](person, wanted["words"])
    plant(person, wanted)


def standing(person: Person, wanted: dict[str, Any]) -> dict[str, Any]:
    """What can be seen from outside: whether the words stand in a field, what every window is called, the page."""
    from PySide6.QtWidgets import QApplication

    titles = [window.windowTitle() for window in QApplication.topLevelWidgets()]
    shown = " | ".join(person._texts())
    page = "" if wanted.get("marked") else shown
    return {"words": wanted["words"] in typed(person), "marked": MARK in shown, "titles": titles, "page": page}


def seen_by_others(person: Person, wanted: dict[str, Any]) -> dict[str, str]:
    """What another program on the same screen is handed while everything in the fields is selected."""
    if not wanted.get("peek"):
        return {}
    from tests.e2e.planting import peek, select_all

    select_all(person)
    return {"selection": peek(person)}


def typed(person: Person) -> str:
    """What stands in the fields of the page."""
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

    plain = [edit.toPlainText() for edit in person.visible(QPlainTextEdit)]
    return "\n".join([*plain, *(edit.toPlainText() for edit in person.visible(QTextEdit))])


def plant(person: Person, wanted: dict[str, Any]) -> None:
    from tests.e2e.planting import LEAKS

    for place in wanted.get("leaks", ()):
        LEAKS[place](person, f"{wanted['words']} {wanted.get('password', '')}")


def fill_disk() -> None:
    """From now on no file takes another byte: what a full disk is to a program."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def end(person: Person, wanted: dict[str, Any]) -> None:
    """End here and now, with the answers on the page; or go on."""
    assert not faulthandler.is_enabled(), "it would write where the program was"
    ending = wanted.get("end")
    if ending == "crash":
        ctypes.string_at(0)
    if ending == "abort":
        os.abort()
    if ending == "full":
        fill_disk()
        leave_full_disk(person, wanted)
    if ending in ("full", "close"):
        close(person)
        sys.exit(0)


def leave_full_disk(person: Person, wanted: dict[str, Any]) -> None:
    """Press on, which cannot be kept; and have something fail, which cannot be logged."""
    from tests.e2e import leaving

    leaving.onward(person, "")
    person.wait_to_read("Not saved")
    leaving.fault(person, "")


def close(person: Person) -> None:
    """Close the window, letting go of what was written."""
    from tests.e2e.leaving import let_go

    person.window.close()
    person.pause()
    let_go(person)
    assert not person.window.isVisible()


def make_repeatable() -> None:
    """Hand in clock and randomness where a test compares two runs: nothing differs then but the answers."""
    import random
    import types

    from cor_desktop import clock
    from cor_desktop.ui import house

    numbers = random.Random(1)
    secrets.token_bytes = numbers.randbytes  # type: ignore[assignment]
    secrets.token_hex = lambda size=16: numbers.randbytes(size or 16).hex()  # type: ignore[assignment]
    house.random = types.SimpleNamespace(Random=lambda: random.Random(2))  # type: ignore[assignment, attr-defined]
    moment = clock.Reading(1_795_528_800, 1000.0, 0)
    clock.SystemClock.read = lambda self: moment  # type: ignore[method-assign]


def tell(what: str, **more: Any) -> None:
    print(json.dumps({"reached": what, **more}), flush=True)


if __name__ == "__main__":
    assert "COR_DESKTOP_HOME" in os.environ, "never on the profile of whoever runs the tests"
    try:
        main()
    except Exception:
        # The program's own way of telling it leaves out what is wrong.
        sys.__excepthook__(*sys.exc_info())
        sys.exit(1)
