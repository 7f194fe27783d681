"""Each import contract of importlinter.ini is broken once on purpose, in a copy of the tree, and must notice."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("cor_protocol", "cor_desktop", "sync_server")
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"

PLANTS = {
    "protocol-is-a-leaf": ("cor_protocol/facts.py", "import sqlite3"),
    "two-sides": ("cor_desktop/errors.py", "import sync_server.common.clock"),
    "desk-without-django": ("cor_desktop/paths.py", "import django"),
    "server-without-qt": ("sync_server/common/clock.py", "import PySide6"),
    "desktop-floors": ("cor_desktop/store/facts.py", "import cor_desktop.actions"),
    "reflection-room": ("cor_desktop/reflection/text.py", "import json"),
    "reflection-visitor": ("cor_desktop/actions/synchronize.py", "import cor_desktop.reflection.text"),
    "reflection-page": ("cor_desktop/ui/reflection.py", "import cor_desktop.store.facts"),
    "one-qt": ("cor_desktop/presenters/home.py", "import PySide6.QtCore"),
    "one-network-door": ("cor_desktop/sync/plan.py", "import requests"),
    "one-keyring": ("cor_desktop/settings.py", "import keyring"),
    "authors-tools": ("cor_desktop/learning/catalog.py", "import babel"),
    "server-streets": ("sync_server/progress/domain.py", "import sync_server.certificates.domain"),
    "door-of-audit": ("sync_server/progress/domain.py", "import sync_server.audit.models"),
    "door-of-accounts": ("sync_server/progress/domain.py", "import sync_server.accounts.models"),
    "door-of-catalog": ("sync_server/progress/domain.py", "import sync_server.catalog.models"),
    "door-of-mail": ("sync_server/progress/domain.py", "import sync_server.mail.queue"),
    "door-of-organizations": ("sync_server/progress/domain.py", "import sync_server.organizations.models"),
    "door-of-policies": ("sync_server/progress/domain.py", "import sync_server.policies.models"),
    "door-of-progress": ("sync_server/certificates/domain.py", "import sync_server.progress.models"),
    "door-of-certificates": ("sync_server/common/clock.py", "import sync_server.certificates.models"),
    "door-of-sync_files": ("sync_server/progress/domain.py", "import sync_server.sync_files.models"),
    "one-pdf": ("sync_server/certificates/domain.py", "import fpdf"),
}


def _contracts() -> dict[str, str]:
    ini = configparser.ConfigParser()
    ini.read(ROOT / "importlinter.ini")
    prefix = "importlinter:contract:"
    return {name.removeprefix(prefix): ini[name]["name"] for name in ini.sections() if name.startswith(prefix)}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the three packages' Python files, and of the contracts."""
    folder = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        for source in (ROOT / package).rglob("*.py"):
            copy = folder / source.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
    shutil.copyfile(ROOT / "importlinter.ini", folder / "importlinter.ini")
    return folder


@pytest.fixture
def planted(tree: Path, contract: str) -> Iterator[str]:
    """Append the import that breaks `contract`; the planted module's name."""
    name, line = PLANTS[contract]
    source = tree / name
    kept = source.read_text("utf-8")
    source.write_text(f"{kept}\n{line}\n", "utf-8")
    yield name.removesuffix(".py").replace("/", ".")
    source.write_text(kept, "utf-8")


def _lint(tree: Path, *options: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--config", "importlinter.ini", "--no-logo", *options],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_every_contract_is_kept(tree: Path) -> None:
    code, said = _lint(tree)
    assert code == 0, said


def test_every_contract_is_broken_once() -> None:
    assert set(PLANTS) == set(_contracts())


@pytest.mark.parametrize("contract", PLANTS)
def test_a_contract_notices_when_it_is_broken(tree: Path, contract: str, planted: str) -> None:
    code, said = _lint(tree, "--contract", contract)
    assert (code, f"{_contracts()[contract]} BROKEN" in said, planted in said) == (1, True, True), said
