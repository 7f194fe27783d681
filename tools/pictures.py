"""Every page of the client in every look, for people to look at: `make pictures`.

A learner begins as a guest, registers at a real server, completes the first module and begins the second; then the
window is dressed in one look after the other, and each page is opened and kept as a picture. What pages show only now
and then follows in two looks, and what goes on paper. Ends with one page of all pictures.
"""

from __future__ import annotations

import html
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.memory import keep_memory_private
from cor_desktop.ui.house import House
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.widgets.page import Page
from tools import journey, states
from tools.local_server import LocalServer, free_port
from tools.mailbox import Mailbox
from tools.person import Person

OUT = Path(".run") / "pictures"
ENTRANCE = ("welcome", "register", "sign_in", "code", "reset", "new_password", "yours", "browser")
ROOMS = ("home", "certificates", "my_data", "account", "sync", "settings", "help")
COMPLETION = "completion"
LOCK = "lock"
PAPER = "paper"
"""Every page that `cor_desktop.ui.pages` builds, but the module's, which is opened at each of its activities."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way the window can be dressed. `width` and `height` in logical pixels."""

    name: str
    appearance: str = "light"
    text_size: int = 100
    language: str = "en"
    width: int = 1200
    height: int = 800


LOOKS = (
    Look("light"),
    Look("dark", appearance="dark"),
    Look("high contrast", appearance="contrast"),
    Look("200 percent", text_size=200),
    Look("small screen", width=1024, height=600),
    Look("small screen 200 percent", text_size=200, width=1024, height=600),
    Look("Spanish", language="es"),
    Look("long words", language="pseudo"),
    Look("right to left", appearance="dark", language="pseudo-rtl"),
)

FEW = (LOOKS[0], LOOKS[5], LOOKS[8])
"""The looks in which states are shown, and pages that only some see: plain, as large as can be, and mirrored."""


def main() -> int:
    """Take all pictures; says where they lie."""
    keep_memory_private()
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    os.environ["COR_DESKTOP_HOME"] = str((OUT / "client").resolve())
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    log = OUT / "server.log"
    server = LocalServer((OUT / "server").resolve(), free_port(), log=log)
    server.start()
    try:
        server.wait_until_ready()
        taken = _take_all(journey.open_window(app, server.url), Mailbox(log))
    finally:
        server.stop()
    page = _contact_sheet(taken)
    print(f"{len(taken)} pictures: {OUT.resolve()}\nall on one page: {page.resolve()}")
    return 0


def _take_all(window: MainWindow, mailbox: Mailbox) -> list[Path]:
    person, house = Person(window), _house(window)
    taken = [*_in_few("first start", window, person)]
    person.press("Start learning")
    taken += _in_few("home of a guest", window, person)
    _learn(person, window, mailbox)
    taken += [picture for look in LOOKS for picture in _pictures_in(look, window, person)]
    taken += [picture for look in FEW for picture in _states_in(look, window, person)]
    states.complete_all(house)
    house.navigation.go("home")
    taken += _in_few("all completed", window, person)
    house.account.lock()
    taken += [picture for look in LOOKS for picture in _locked(look, window, person)]
    _dress(LOOKS[0], window)
    states.wrong_password(person, house)
    taken += _views(LOOKS[0], "wrong password", window, person)
    (OUT / PAPER).mkdir()
    taken += states.sheets(house, OUT / PAPER)
    window.close()
    return taken


def _in_few(name: str, window: MainWindow, person: Person) -> Iterator[Path]:
    """The page that is open, and then the plain look again."""
    for look in (*FEW[1:], FEW[0]):
        _dress(look, window)
        page = window.stack.currentWidget()
        assert isinstance(page, Page)
        person.pause()
        page.focus_first()
        yield from _views(look, name, window, person)


def _locked(look: Look, window: MainWindow, person: Person) -> Iterator[Path]:
    _dress(look, window)
    yield from _views(look, LOCK, window, person)


def _states_in(look: Look, window: MainWindow, person: Person) -> Iterator[Path]:
    _dress(look, window)
    for state in states.STATES:
        state.bring(person, _house(window))
        yield from _views(look, state.name, window, person)
        state.leave(person, _house(window))


def _learn(person: Person, window: MainWindow, mailbox: Mailbox) -> None:
    """A learner in the middle of the program: one module completed with its certificate, another begun."""
    journey.register(person, mailbox, journey.NEWCOMER[2])
    journey.take_module(person)
    person.press("Home")
    person.wait_to_read("all sent")
    desk = _house(window).desk
    for activity in desk.catalog.modules()[1].activities[:3]:
        open_activity(desk, desk.catalog.modules()[1], activity.id)
        finish_activity(desk, desk.catalog.modules()[1], activity.id)


def _pictures_in(look: Look, window: MainWindow, person: Person) -> Iterator[Path]:
    _dress(look, window)
    for name in (*ROOMS, *ENTRANCE):
        _house(window).navigation.go(name, {"browser": "somewhere"}.get(name, ""))
        yield from _views(look, name, window, person)
    yield from _module(look, window, person)


def _dress(look: Look, window: MainWindow) -> None:
    house = _house(window)
    house.dress(look.appearance, look.text_size, False)
    house.speak(look.language)
    window.resize(look.width, look.height)


def _module(look: Look, window: MainWindow, person: Person) -> Iterator[Path]:
    house = _house(window)
    module = house.desk.catalog.modules()[0]
    house.navigation.go("module", module.key)
    for place, activity in enumerate(module.activities, 1):
        page = house.window.stack.currentWidget()
        assert isinstance(page, ModulePage)
        page._presenter.jump(activity.id)
        name = f"module {place} {type(activity).__name__.lower()}"
        yield from _views(look, name, window, person)
        person.answer(0, journey.WORDS)
        yield _picture(look, f"{name} answered", window, person)
    house.navigation.go(COMPLETION, module.key)
    yield from _views(look, COMPLETION, window, person)


def _views(look: Look, name: str, window: MainWindow, person: Person) -> Iterator[Path]:
    """The page as it opens, and where it is longer than the window, its end."""
    yield _picture(look, name, window, person)
    page = window.stack.currentWidget()
    if isinstance(page, Page) and page.verticalScrollBar().maximum():
        page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
        yield _picture(look, f"{name} end", window, person)


def _picture(look: Look, name: str, window: MainWindow, person: Person) -> Path:
    person.take_hand_off_mouse()
    for _turn in range(4):
        person.pause()
    path = OUT / look.name.replace(" ", "-") / f"{name.replace(' ', '-')}.png"
    path.parent.mkdir(exist_ok=True)
    window.grab().save(str(path))
    return path


def _house(window: MainWindow) -> House:
    assert window.house is not None
    return window.house


def _contact_sheet(taken: list[Path]) -> Path:
    """One page with all of them: a row for each page of the program, a column for each look."""
    names = list(dict.fromkeys(path.stem for path in taken))
    looks = [*(look.name.replace(" ", "-") for look in LOOKS), PAPER]
    rows = "".join(f"<tr><th>{html.escape(name)}</th>{_cells(name, looks, set(taken))}</tr>\n" for name in names)
    heads = "".join(f"<th>{look}</th>" for look in looks)
    sheet = OUT / "index.html"
    style = "body{font:14px sans-serif;background:#ddd}img{width:480px;border:1px solid #888}th{text-align:left}"
    sheet.write_text(
        f"<!doctype html><meta charset=utf-8><title>COR Desktop</title><style>{style}</style>"
        f"<table><tr><th></th>{heads}</tr>\n{rows}</table>\n",
        "utf-8",
    )
    return sheet


def _cells(name: str, looks: list[str], taken: set[Path]) -> str:
    files = [f"{look}/{name}.png" for look in looks]
    return "".join(
        f'<td><a href="{file}"><img src="{file}" alt="" loading="lazy"></a></td>'
        if OUT / file in taken
        else "<td></td>"
        for file in files
    )


if __name__ == "__main__":
    sys.exit(main())
