"""B6: with a real screen, session and keyring around it, the program hands no answer to the system at all.

Every system call that hands bytes over is recorded, so that files that are gone again, pipes, the keyring, what another
program asks for, and whatever nobody thought of are searched too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.computer import Around, Computer
from tests.e2e.handed_over import HandedOver, can_record, handed_over, recorded_by_strace
from tests.e2e.searched import CANARY, WORDS, World, a_world
from tools.look_for import occurs

NEEDED = ("Xvfb", "dbus-run-session", "gnome-keyring-daemon")
SESSION = 'printf words | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'
A_SESSION = ("env", "-u", "PYTHON_KEYRING_BACKEND", "dbus-run-session", "--", "sh", "-c", SESSION, "sh")
LEFT = [
    ("reflection", "idle"),
    ("choice", "home"),
    ("scenario", "jump"),
    ("match", "back"),
    ("order", "jump"),
    ("rating", "home"),
    ("reflection", "fault"),
    ("plan", "onward"),
]
ENOUGH = 5000
"""Calls: a record that lacks most of them is no record."""

pytestmark = pytest.mark.skipif(
    not (all(map(shutil.which, NEEDED)) and find_library("xcb-cursor") and can_record()),
    reason=f"needs strace, libxcb-cursor0, {', '.join(NEEDED)}, which continuous integration installs",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with a_world(tmp_path_factory.mktemp("world")) as world:
        yield world


class Recorded:
    """Everything that the programs around it and the computer itself need, to be recorded."""

    def __init__(self, world: World, display: str) -> None:
        self._world, self._display = world, display

    def leave(self, name: str, left: list[tuple[str, str]], **more: Any) -> tuple[HandedOver, list[str]]:
        """Leave activities with answers on them; what was handed over, and what another program was given each time."""
        folder = self._world.folder / f"record of {name}"
        folder.mkdir()
        screen = (("QT_QPA_PLATFORM", "xcb"), ("DISPLAY", self._display))
        around = Around((*A_SESSION, *recorded_by_strace(folder)), screen)
        # Who may not be dumped may not be recorded either.
        asked = {"do": "leave", "marked": True, "peek": True, "dumpable": True, "leave": left} | more
        with self._world.computer(name, around, **asked) as computer:
            given = [leave_one(computer) for _ in left]
            assert computer.wait() == 0
        return handed_over(folder), given


def leave_one(computer: Computer) -> str:
    """Let it answer and leave; what another program was given as what is selected."""
    given = str(computer.wait_until("answered")["selection"])
    computer.go_on()
    computer.wait_until("left")
    computer.go_on()
    return given.strip()


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen that nobody looks at."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as screen, os.fdopen(reading) as told:
        os.close(writing)
        yield f":{told.readline().strip()}"
        screen.terminate()


@pytest.fixture
def recorded(world: World, display: str) -> Recorded:
    return Recorded(world, display)


def test_b6_nothing_of_an_answer_is_handed_to_the_system(world: World, recorded: Recorded) -> None:
    handed, given = recorded.leave("left", LEFT)
    assert handed.times > ENOUGH
    assert not occurs(WORDS, handed.content)
    assert [path for path in handed.files if not Path(path).is_relative_to(world.folder / "left")] == []
    assert given == [""] * len(LEFT)


@pytest.mark.parametrize("leak", ["title", "file that is gone"])
def test_what_no_file_shows_is_found_where_it_is_handed_over(world: World, recorded: Recorded, leak: str) -> None:
    handed, _ = recorded.leave(leak, LEFT[:1], leaks=[leak])
    assert occurs(WORDS, handed.content)
    assert world.hits(leak) == []


def test_an_ordinary_field_hands_out_what_is_selected(recorded: Recorded) -> None:
    _, given = recorded.leave("ordinary", LEFT[:1], ordinary=True)
    assert given == [f"{CANARY} {CANARY}"]


def test_b6_the_keyring_holds_no_answer(world: World) -> None:
    mail = {"mail": str(world.folder / "server.log"), "email": "bo@example.org"}
    told = {"server": world.server.url, "words": CANARY, "answers": "thoroughly", "marked": True, "keyring": True}
    clean: dict[str, Any] = {"do": "some", "pages": 8, **mail}
    leaking: dict[str, Any] = {"do": "reopen", "leaks": ["keyring"]}
    for wanted in (clean, leaking):
        with Computer(world.folder / "keyring", Around(A_SESSION), **told, **wanted) as computer:
            items = computer.wait_until("keyring")["items"]
            assert computer.wait() == 0
        assert any("cor-desktop" in item for item in items)
        assert any(occurs(WORDS, item.encode()) for item in items) is ("leaks" in wanted)
    assert world.hits("keyring") == []
