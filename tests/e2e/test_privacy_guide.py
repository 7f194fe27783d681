"""What docs/privacy-of-reflections.md tells an auditor to do does what it says; its links lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "privacy-of-reflections.md"
TEXT = GUIDE.read_text("utf-8")
BLOCKS = [block.splitlines() for block in re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)]
TESTS = [line for block in BLOCKS for line in block if " -m pytest " in line]
SEARCH = [line for block in BLOCKS for line in block if line not in TESTS]


@pytest.fixture
def work(tmp_path: Path, home: Path) -> Path:
    """A folder as the source's, with what `make run` leaves in it."""
    (tmp_path / ".run").mkdir()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (tmp_path / ".venv" / "bin" / "python").chmod(0o755)
    return tmp_path


def run(line: str, work: Path) -> subprocess.CompletedProcess[str]:
    """Run a line as written."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(["sh", "-c", line], cwd=work, env=environment, capture_output=True, text=True, check=False)


def test_the_search_finds_nothing_and_then_what_was_planted(work: Path) -> None:
    first, *rest = SEARCH
    ended = [run(line, work) for line in (first, *rest)]
    assert [one.returncode for one in ended] == [0, 0, 1, 0]
    assert ended[0].stdout == "0 files hold one of the words.\n"
    assert ended[2].stdout == ".run/planted\n1 files hold one of the words.\n"
    assert not (work / ".run" / "planted").exists()


@pytest.mark.parametrize("line", TESTS)
def test_the_tests_it_names_are_there_and_part_of_every_run(line: str) -> None:
    """They are run where they stand; here only found."""
    found = run(line.replace(".venv/bin/python", sys.executable) + " --collect-only", ROOT)
    assert found.returncode == 0, found.stdout
    assert all(f"{path}:" in found.stdout for path in re.findall(r"tests/\S+\.py", line))


def test_its_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((\.\./[^)#]+)\)", TEXT)
    assert links
    assert [link for link in links if not (GUIDE.parent / link).exists()] == []


def test_it_names_every_test_of_the_promise() -> None:
    tests = {path.name: path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py")}
    proofs = [name for name, text in tests.items() if re.search(r"^def test_(b6|m3|m2_m3)_", text, re.MULTILINE)]
    assert len(proofs) >= 5
    assert [name for name in proofs if name not in TEXT] == []


def test_the_readme_and_the_learners_guide_lead_to_it() -> None:
    for guide in ("README.md", "docs/learners.md"):
        assert "privacy-of-reflections.md" in (ROOT / guide).read_text("utf-8")
