"""Two learners share a computer: each opens their own with their password, and the disk tells nobody who they are.

With the desktop's own keyring (gnome-keyring in a dbus session), and without any.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tools.local_server import LocalServer

REPOSITORY = Path(__file__).parents[2]
UNLOCKED = 'printf words | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'
HAS_KEYRING = shutil.which("gnome-keyring-daemon") is not None and shutil.which("dbus-run-session") is not None
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "latin-1")
PEOPLE = [
    {
        "first_name": "Annelise",
        "last_name": "Bellwether",
        "email": "annelise.bellwether@example.org",
        "password": "paper boats cross quietly",
    },
    {
        "first_name": "Odhrán",
        "last_name": "Quistgaard",
        "email": "odhran.quistgaard@example.org",
        "password": "nine slow rivers bending",
    },
]


class SharedComputer:
    """Everything it can write lies under `folder`; each phase is a start of the program."""

    def __init__(self, folder: Path, server: LocalServer, log: Path, *, keyring: bool) -> None:
        self.folder, self.server, self.log, self.keyring = folder, server, log, keyring
        for name in ("home", "tmp", "run"):
            (folder / name).mkdir(parents=True, mode=0o700)

    def run(self, phase: str, **wanted: Any) -> dict[str, Any]:
        """One start of the program; what it told."""
        told = {"phase": phase, "server": self.server.url, "log": str(self.log), "people": PEOPLE, **wanted}
        program = [sys.executable, "-m", "tests.e2e.two_learners"]
        wrapped = ["dbus-run-session", "--", "sh", "-c", UNLOCKED, "sh", *program] if self.keyring else program
        ended = subprocess.run(
            wrapped,
            input=json.dumps(told | {"home": str(self.folder / "profile")}) + "\n",
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr[-3000:]
        found: dict[str, Any] = json.loads(ended.stdout)
        return found

    def _environment(self) -> dict[str, str]:
        home = str(self.folder / "home")
        common = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(REPOSITORY),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LANG": "C.UTF-8",
            "HOME": home,
            "TMPDIR": str(self.folder / "tmp"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_CACHE_HOME": f"{home}/cache",
        }
        no_keyring = {
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        }
        return common if self.keyring else common | no_keyring


@pytest.fixture(
    params=[
        pytest.param(
            True,
            marks=pytest.mark.skipif(
                not HAS_KEYRING, reason="needs Debian's gnome-keyring and dbus, which continuous integration installs"
            ),
            id="gnome-keyring",
        ),
        pytest.param(False, id="no keyring"),
    ]
)
def computer(request: pytest.FixtureRequest, tmp_path: Path, server: LocalServer) -> Iterator[SharedComputer]:
    yield SharedComputer(tmp_path / "computer", server, tmp_path / "server.log", keyring=request.param)


def readable_in(folder: Path, texts: list[str]) -> list[tuple[str, str]]:
    """Which of the texts stand in which file, in any way a program may write them."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}
    return [
        (text, str(path.relative_to(folder)))
        for path, content in files.items()
        for text in texts
        if any(written in content for written in _written(text))
    ]


def _written(text: str) -> set[bytes]:
    forms = {text, text.lower(), text.upper()}
    return {form.encode(encoding, errors="ignore") for form in forms for encoding in ENCODINGS}


def pieces_of(document: bytes) -> list[bytes]:
    """Parts of a certificate that occur in no other file."""
    return [document[start : start + 48] for start in range(200, len(document) - 48, max(1, len(document) // 20))]


def test_two_learners_share_a_computer_and_its_disk_names_neither(computer: SharedComputer) -> None:
    met = computer.run("meet")
    assert met["vault"] == ("keyring" if computer.keyring else "file")
    alone = computer.run("alone")
    assert alone["started"] is False
    assert alone["waits"] == [0, 0, 0, 1, 2, 4, 8, 16, 0]
    assert alone["names"] == [["Annelise", "completed", "%PDF-"], ["Odhrán", "completed", "%PDF-"]]
    assert_nothing_is_readable(computer, [*met["secrets"], *alone["secrets"]], met["documents"])
    assert_facts_are_pseudonymous_and_readable(computer, met["learners"])
    again = computer.run("together again", learners=met["learners"])
    assert again["before"] > 0
    assert (again["started"], again["outcome"], again["left"], again["tokens"]) == (False, "nothing", 0, 0)
    assert_nothing_is_readable(computer, met["secrets"], met["documents"])


def assert_nothing_is_readable(computer: SharedComputer, tokens: list[str], documents: list[str]) -> None:
    """Names, addresses, passwords, tokens and certificates: none of them in any file; and a planted one is found."""
    secrets = [*tokens, *(value for person in PEOPLE for value in person.values())]
    assert len(tokens) >= 4
    assert readable_in(computer.folder, secrets) == []
    contents = [path.read_bytes() for path in computer.folder.rglob("*") if path.is_file()]
    pieces = [piece for document in documents for piece in pieces_of(bytes.fromhex(document))]
    assert pieces
    assert not any(piece in content for piece in pieces for content in contents)
    assert not any(b"%PDF-" in content for content in contents)
    for encoding in ENCODINGS:
        planted = computer.folder / "profile" / "data" / "planted"
        planted.write_bytes(b"\x00\x01" + "signed in as ODHRÁN".encode(encoding) + b"\x02")
        assert readable_in(computer.folder, secrets) == [("Odhrán", "profile/data/planted")]
        planted.unlink()


def assert_facts_are_pseudonymous_and_readable(computer: SharedComputer, learners: list[str]) -> None:
    """They stand under random ids, so that they can be sent without anybody's password."""
    found = readable_in(computer.folder, [*learners, "a-later-module"])
    assert {text for text, _ in found} == {*learners, "a-later-module"}
    assert all(name.startswith("profile/data/learning.db") for _, name in found)
