"""The program on a real screen, heard over the bus by which screen readers on Linux hear it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
SPEAKERS = Path("/usr/libexec/at-spi-bus-launcher")

pytestmark = pytest.mark.skipif(
    not (all(map(shutil.which, ("Xvfb", "dbus-run-session"))) and find_library("xcb-cursor") and SPEAKERS.exists()),
    reason="needs Xvfb, dbus-run-session, libxcb-cursor0 and at-spi2-core, which continuous integration installs",
)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen of its own."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24"]
    screen = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        yield f":{told.readline().strip()}"
    screen.terminate()
    screen.wait(30)


@pytest.fixture(scope="module")
def heard(display: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was heard on the way into an activity and of its first answer."""
    folder = tmp_path_factory.mktemp("heard")
    surroundings = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "COR_DESKTOP_HOME": str(folder / "profile"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.e2e.by_ear"],
        cwd=REPOSITORY,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.mark.parametrize("page", ["welcome", "home", "choice"])
def test_every_stop_has_a_name_and_every_page_a_heading(heard: dict[str, Any], page: str) -> None:
    things = heard["pages"][page]
    assert [thing for thing in things if thing[2] and not thing[1]] == []
    assert [name for role, name, _stop in things if role == "heading"]


def test_the_main_pages_are_tabs_and_what_can_be_done_later_is_a_list(heard: dict[str, Any]) -> None:
    roles = {(role, name) for role, name, _stop in heard["pages"]["home"]}
    assert {("page tab list", "Main pages"), ("page tab", "Home")} <= roles
    assert any(role == "list item" for role, _name in roles)


def test_what_follows_from_an_answer_is_announced_once(heard: dict[str, Any]) -> None:
    follows = [words for words in heard["announced"] if "What follows from it" in words or "studies support" in words]
    assert len(follows) == 1, heard["announced"]
