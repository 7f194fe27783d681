"""The secret lies in a real keyring of the desktop, and nothing on disk opens without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PROBE = """
import sys
from pathlib import Path
from cor_desktop.vault import Vault
marker = Path(sys.argv[1])
sealed = Vault(marker).seal("profile", b"Ana Bell")
print(Vault(marker).kind, Vault(marker).open("profile", sealed).decode(), marker.read_text())
"""
SESSION = 'printf words | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'


@pytest.mark.skipif(
    shutil.which("gnome-keyring-daemon") is None or shutil.which("dbus-run-session") is None,
    reason="needs Debian's gnome-keyring and dbus, which continuous integration installs",
)
def test_names_are_sealed_with_a_secret_of_the_desktops_own_keyring(home: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"}
    del environment["DBUS_SESSION_BUS_ADDRESS"]
    said = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", SESSION, "sh", sys.executable, "-c", PROBE, tmp_path / "secrets.json"],
        cwd=REPOSITORY,
        env=environment | {"HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=True,
    )
    assert said.stdout.strip() == 'keyring Ana Bell {"kind": "keyring"}'
