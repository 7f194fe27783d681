"""`cor-desktop sync` as a scheduled task runs it: a process of its own, beside a window, on a shared computer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cor_desktop.actions.confirm import confirm
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.views import sync_state
from cor_desktop.app import build_desk
from cor_desktop.paths import Paths
from cor_desktop.settings import Settings
from cor_desktop.store import facts, learners
from tests.factories.modules import a_module
from tools.local_server import LocalServer
from tools.mailbox import Mailbox

ROOT = Path(__file__).parents[2]
FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "paper boats cross quietly", policy_version=1)
NAMES = [f"n{number}" for number in range(60)]
MODULE = a_module(*NAMES)


@pytest.fixture
def desk(server: LocalServer, tmp_path: Path) -> Desk:
    """An open window's desk, with Ana signed in."""
    paths = Paths(tmp_path / "home" / "data", tmp_path / "home" / "config")
    settings = Settings(paths.settings)
    settings.set("server_address", server.url)
    opened = build_desk(paths, settings)
    confirm(opened, register(opened, FORM), Mailbox(tmp_path / "server.log").code_for(FORM.email))
    return opened


def task(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command, with nothing to type into and no screen."""
    return subprocess.run(
        [sys.executable, "-m", "cor_desktop", "sync", *words],
        env=os.environ
        | {"COR_DESKTOP_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "none"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def unsent(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return sum(facts.count_unsent(connection, each) for each in learners.with_account(connection))


def test_m18_a_task_sends_what_waits_and_says_so_in_a_line(desk: Desk, server: LocalServer, tmp_path: Path) -> None:
    open_activity(desk, MODULE, "n0")
    server.stop()
    away = task(tmp_path, "--json")
    told = json.loads(away.stdout)
    assert (away.returncode, told["result"], told["waiting"]) == (1, "offline", unsent(desk))
    server.start()
    server.wait_until_ready()
    done = task(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Everything on this computer is sent.\n", "")
    assert unsent(desk) == 0
    desk.store.close()


def test_m18_a_task_runs_beside_a_window_in_which_somebody_works(desk: Desk, tmp_path: Path) -> None:
    done: list[subprocess.CompletedProcess[str]] = []
    tasks = [threading.Thread(target=lambda: done.append(task(tmp_path, "--json"))) for _ in range(2)]
    for each in tasks:
        each.start()
    for name in NAMES:
        open_activity(desk, MODULE, name)
        finish_activity(desk, MODULE, name)
    for each in tasks:
        each.join()
    assert [each.stderr for each in done] == ["", ""]
    assert {json.loads(each.stdout)["result"] for each in done} <= {"sent", "sign_in"}
    last = task(tmp_path)
    assert (last.returncode, unsent(desk), sync_state(desk).unsent) == (0, 0, 0)
    desk.store.close()


def test_m18_on_a_shared_computer_a_task_sends_for_whoever_is_signed_out_and_leaves_the_window_alone(
    desk: Desk, server: LocalServer, tmp_path: Path
) -> None:
    desk.settings.set("shared_machine", True)
    server.stop()
    open_activity(desk, MODULE, "n0")
    assert unsent(desk)
    server.start()
    server.wait_until_ready()
    assert task(tmp_path).returncode == 0
    assert desk.learner().has_account  # whoever works in the window still does
    server.stop()
    open_activity(desk, MODULE, "n1")
    sign_out(desk)
    assert unsent(desk)
    server.start()
    server.wait_until_ready()
    assert (task(tmp_path).returncode, unsent(desk)) == (0, 0)
    desk.store.close()
