"""`make` and what stands behind its words."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WORDS = ("setup", "run", "serve", "test", "check", "bench", "soak", "acceptance", "pictures", "package")
LATER = ("package",)


def _run(*command: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        command, cwd=ROOT, env=clean | (environment or {}), capture_output=True, text=True, check=False
    )


def _fake(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", "ascii")
    program.chmod(0o755)


def _need_packages(fakes: Path) -> subprocess.CompletedProcess[str]:
    path = {"PATH": f"{fakes}:{os.environ['PATH']}"}
    return _run("sh", "-c", ". tools/system.sh; need_packages 'Because.' python3-venv libgl1", environment=path)


@pytest.fixture
def fakes(tmp_path: Path) -> Path:
    """A folder of programs that stand before the system's; its `apt-get` writes down what it is asked."""
    _fake(tmp_path, "apt-get", f'echo "$@" >>{tmp_path}/asked')
    return tmp_path


def test_make_alone_lists_the_words() -> None:
    said = _run("make").stdout
    assert [word for word in WORDS if f"make {word} " not in said] == []


@pytest.mark.parametrize("word", LATER)
def test_a_word_whose_time_has_not_come_says_so(word: str) -> None:
    done = _run("make", word)
    assert (done.returncode, f"'make {word}' is planned and not built yet" in done.stderr) == (2, True)


def test_a_missing_package_is_installed_where_we_are_root(fakes: Path) -> None:
    _fake(fakes, "id", "echo 0")
    done = _need_packages(fakes)
    asked = (fakes / "asked").read_text("ascii").splitlines()
    assert (done.returncode, asked[-1].endswith("python3-venv libgl1")) == (0, True), done.stderr


def test_a_missing_package_is_named_with_its_command_where_we_are_not_root(fakes: Path) -> None:
    _fake(fakes, "id", "echo 1000")
    done = _need_packages(fakes)
    said = "sudo apt-get install -y python3-venv libgl1" in done.stderr
    assert (done.returncode, said, (fakes / "asked").exists()) == (3, True, False)


def test_a_failing_installation_stops_with_a_sentence(fakes: Path) -> None:
    _fake(fakes, "id", "echo 0")
    _fake(fakes, "apt-get", "exit 100")
    done = _need_packages(fakes)
    assert (done.returncode, "The installation failed" in done.stderr) == (3, True)
