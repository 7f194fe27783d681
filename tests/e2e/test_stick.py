"""A computer without any network, and a server that is not even running: a stick goes between them (B2)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.factories.server_process import cor_server
from tools.local_server import LocalServer

REPOSITORY = Path(__file__).parents[2]
NO_NETWORK = ["unshare", "--map-root-user", "--net"]
"""A network of its own, in which nothing is: not even this computer itself."""

has_namespaces = subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False).returncode == 0
pytestmark = pytest.mark.skipif(not has_namespaces, reason="this system lends nobody a network of their own")


class Carrier:
    """A computer; `online` steps have a network, all others have none."""

    def __init__(self, folder: Path, server: LocalServer) -> None:
        self.folder, self.server = folder, server
        (folder / "home").mkdir(parents=True)

    def run(self, do: str, *, online: bool = False, **wanted: Any) -> dict[str, Any]:
        asked = {"do": do, "home": str(self.folder / "profile"), "server": self.server.url}
        ended = subprocess.run(
            [*([] if online else NO_NETWORK), sys.executable, "-m", "tests.e2e.carrier"],
            input=json.dumps(asked | {name: str(value) for name, value in wanted.items()}) + "\n",
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr[-2000:]
        told: dict[str, Any] = json.loads(ended.stdout)
        return told

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(REPOSITORY),
            "HOME": str(self.folder / "home"),
            "LANG": "C.UTF-8",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }


def at_server(data: Path, *words: str | Path) -> str:
    ran = cor_server(*map(str, words), "--data", str(data))
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def answered(data: Path, stick: Path, device: str) -> Path:
    at_server(data, "sync-file", "reply", device, "--to", stick)
    return stick / f"answer-{device[:8]}.corsync"


def test_b2_a_learner_who_signed_in_once_gets_the_certificate_by_stick(
    server: LocalServer, tmp_path: Path, stick: Path
) -> None:
    computer, data = Carrier(tmp_path / "computer", server), tmp_path / "server"
    log = tmp_path / "server.log"
    assert computer.run("join", online=True, email="ana@example.org", log=log)["synced"] == "sent"
    server.stop()
    learned = computer.run("learn", file=stick / "out.corsync")
    assert (learned["online"], learned["items"] > 10) == ("offline", True)
    said = at_server(data, "sync-file", "import", stick / "out.corsync")
    assert f"{learned['items']} new items of 1 learner taken in." in said
    assert " 0 new items of 1 learner taken in." in at_server(data, "sync-file", "import", stick / "out.corsync")
    back = answered(data, stick, learned["device"])
    loaded = computer.run("load", file=back)
    assert (loaded["sent"], loaded["new"], loaded["documents"]) == (learned["items"], 1, ["%PDF-"])
    assert (loaded["unsent"], loaded["digest"]) == (0, learned["digest"])
    assert computer.run("load", file=back)["new"] == 0
    server.start()
    server.wait_until_ready()
    online = computer.run("sync", online=True)
    assert (online["kind"], online["new"], online["facts"]) == ("sent", 0, [0])
    assert online["digest"] == learned["digest"]


def test_b2_b5_a_computer_that_was_never_online_takes_part(server: LocalServer, tmp_path: Path, stick: Path) -> None:
    computer, data = Carrier(tmp_path / "computer", server), tmp_path / "server"
    server.stop()
    said = at_server(data, "sync-file", "card", "--to", stick)
    assert computer.run("meet", file=stick / "server.corsync")["fingerprint"] in said
    learned = computer.run("learn", file=stick / "out.corsync")
    assert "is not known from this computer wait" in at_server(data, "sync-file", "import", stick / "out.corsync")
    waiting = computer.run("load", file=answered(data, stick, learned["device"]))
    assert (waiting["waiting"], waiting["unsent"]) == (learned["items"], learned["unsent"])
    made = cor_server(
        "user", "create", "--email", "odo@example.org", "--data", str(data), COR_PASSWORD="nine slow rivers bend"
    )
    assert made.returncode == 0
    number = at_server(data, "quarantine", "list").split("\t")[0]
    at_server(
        data,
        "quarantine",
        "confirm",
        number,
        "--email",
        "odo@example.org",
        "--reason",
        "came in person",
        "--first-name",
        "Odo",
        "--last-name",
        "Quist",
    )
    loaded = computer.run("load", file=answered(data, stick, learned["device"]))
    assert (loaded["sent"], loaded["unsent"], loaded["documents"]) == (learned["items"], 0, ["%PDF-"])
    assert loaded["digest"] == learned["digest"]
    assert "chain whole" in at_server(data, "audit", "verify")
    shutil.rmtree(stick)
