"""Every command that a guide gives does what the guide says, as it is written there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tools.local_server import LocalServer, free_port

ROOT = Path(__file__).parents[2]
PROGRAMS = {"cor-content": "cor_desktop.authoring", "cor-server": "sync_server", "cor-desktop": "cor_desktop"}
TESTED_ELSEWHERE = {
    "make run": "tests/e2e/test_journey.py",
    "make test": "this run",
    "cor-content preview content/first-days": "tests/unit/cor_desktop/authoring/test_preview.py",
    "cor-content preview content/first-days --at a-moment-in-class": "tests/unit/cor_desktop/authoring/test_preview.py",
    "cor-server sync-file import --data /srv/cor ana.corsync": "tests/e2e/test_stick.py",
    "cor-server sync-file reply --data /srv/cor ana.corsync --to /srv/backups": "tests/e2e/test_stick.py",
    'cor-server quarantine confirm 1 --data /srv/cor --email ana@example.org --reason "came in person"': (
        "tests/e2e/test_stick.py"
    ),
    "cor-server serve --data /srv/cor --port 8765": "the fixture below starts it so",
}
AFTER = {
    "cor-server organization sign-on": "cor-server organization create",
    "cor-server restore": "cor-server backup",
}
"""Commands that come after another one of the same guide."""
STOPPED = "cor-server restore"
"""What is done while the server does not run."""


def commands(guide: str) -> Iterator[str]:
    """The lines of a guide that are commands: in a fenced block, or indented by four."""
    inside = False
    for line in (ROOT / guide).read_text("utf-8").splitlines():
        if line.startswith("```"):
            inside = not inside
        elif re.match(r"(    )?(cor-\w+|make) ", line) and (inside or line.startswith("    ")):
            yield line.strip()


ALL = [
    (guide, command)
    for guide in ("README.md", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md")))
    for command in commands(guide)
    if command not in TESTED_ELSEWHERE
]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[LocalServer]:
    server = LocalServer(tmp_path / "srv", free_port())
    server.start()
    (tmp_path / "srv" / "client-secret").write_text("of an identity provider")
    server.wait_until_ready()
    yield server
    server.stop()


def run(command: str, work: Path, **places: str) -> subprocess.CompletedProcess[str]:
    """Run a command as written, but for the places it names."""
    for written, real in places.items():
        command = command.replace(written, real)
    program, *words = command.split()
    return subprocess.run(
        [sys.executable, "-m", PROGRAMS[program], *words],
        cwd=work,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COR_SMTP_URL": "console:"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_guides_give_commands() -> None:
    assert {guide for guide, _ in ALL} == {"docs/authoring.md", "docs/org-it.md", "docs/server-admins.md"}


def test_the_commands_for_authors_work_as_written_one_after_the_other(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    key = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "course-key.pem").write_bytes(key)
    for _, command in [each for each in ALL if each[1].startswith("cor-content")]:
        said = run(command, tmp_path)
        assert (said.returncode, said.stderr) == (0, ""), command


@pytest.mark.parametrize(("guide", "command"), [each for each in ALL if each[1].startswith("cor-server")])
def test_a_command_for_server_admins_works_as_written(
    guide: str, command: str, served: LocalServer, tmp_path: Path
) -> None:
    places = {
        "/srv/cor": str(tmp_path / "srv"),
        "/srv/backups": str(tmp_path / "backups"),
        "--port N": f"--port {served.port}",
    }
    (tmp_path / "backups").mkdir()
    for before in [each for word, each in AFTER.items() if command.startswith(word)]:
        run(next(written for _, written in ALL if written.startswith(before)), tmp_path, **places)
    if command.startswith(STOPPED):
        served.stop()
    said = run(command, tmp_path, **places)
    assert (said.returncode, said.stderr) == (0, ""), guide


@pytest.mark.parametrize("command", [each[1] for each in ALL if each[1].startswith("cor-desktop")])
def test_a_command_for_those_who_look_after_computers_works_as_written(command: str, tmp_path: Path) -> None:
    said = run(command, tmp_path)
    assert (said.returncode, said.stderr) == (0, ""), command
