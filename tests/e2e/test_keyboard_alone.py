"""Everything by keyboard alone: an account, a whole module with every kind of activity, its certificate, settings."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools.local_server import LocalServer

REPOSITORY = Path(__file__).parents[2]
MOST_FOR_THE_MODULE = 170
"""How often Tab is pressed for the eight activities at most: about twenty times for each."""


def test_a_whole_module_is_taken_with_keys_alone(
    server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COR_DESKTOP_HOME", str(tmp_path / "client"))
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.by_keys", "--server", server.url, "--mail", str(tmp_path / "server.log")],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    tabs = {stretch: times for stretch, times in told["tabs"].items() if stretch in told["activities"]}
    assert len(told["activities"]) == 8
    assert sum(tabs.values()) <= MOST_FOR_THE_MODULE, tabs
