"""What holds for the house as a whole: names mirror, words are kept, nothing is left lying about."""

from __future__ import annotations

import ast
import configparser
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("cor_protocol", "cor_desktop", "sync_server")
KEPT_CLEAN = (*PACKAGES, "bench", "content", "docs", "packaging", "requirements", "tests", "tools", ".ci")
TEXT = {".py", ".md", ".toml", ".txt", ".ini", ".sh", ".yaml", ".yml", ".html", ".css", ".json", ""}
MOST_LINES = 500

TESTED_BY = {
    "cor_desktop/actions/accounts.py": "tests/unit/cor_desktop/actions/test_register.py",  # shared with signing in
    "cor_desktop/actions/account_security.py": "tests/unit/cor_desktop/actions/test_change_password.py",  # opens it
    "cor_desktop/actions/desk.py": "tests/unit/cor_desktop/actions/test_start_learning.py",  # what every action gets
    "cor_desktop/actions/device_key.py": "tests/unit/cor_desktop/actions/test_save_sync_file.py",  # signs what is saved
    "cor_desktop/actions/file_keys.py": "tests/unit/cor_desktop/actions/test_save_sync_file.py",  # seals what is saved
    "cor_desktop/actions/ending.py": "tests/unit/cor_desktop/actions/test_devices.py",  # what ended from afar
    "cor_desktop/actions/exchange.py": "tests/unit/cor_desktop/actions/test_synchronize.py",  # what a sync is made of
    "cor_desktop/actions/renewing.py": "tests/unit/cor_desktop/actions/test_sign_in.py",  # the server follows later
    "cor_desktop/actions/remember.py": "tests/unit/cor_desktop/actions/test_open_activity.py",  # how an action keeps
    "cor_desktop/sync/adapter.py": "tests/unit/cor_desktop/sync/test_line.py",  # by real connections
    "sync_server/accounts/apps.py": "tests/server/accounts/test_signals.py",  # connects them
    "sync_server/accounts/single_sign_on/adapter.py": "tests/server/accounts/single_sign_on/test_pages.py",
    "sync_server/accounts/single_sign_on/form.py": "tests/server/accounts/single_sign_on/test_pages.py",
    "sync_server/accounts/single_sign_on/waiting.py": "tests/server/accounts/single_sign_on/test_pages.py",
    "sync_server/organizations/apps.py": "tests/server/organizations/test_queries.py",  # tells accounts who manages
    "sync_server/policies/apps.py": "tests/server/accounts/test_adapter.py",  # a registration keeps the acknowledgement
    "sync_server/sync_files/answers.py": "tests/server/sync_files/test_domain.py",  # a file in, its answer out
    "sync_server/sync_files/apps.py": "tests/server/sync_files/test_domain.py",  # a deletion reaches what waits
    "sync_server/sync_files/models.py": "tests/server/sync_files/test_domain.py",  # one row a computer, learner and key
    "sync_server/sync_files/queries.py": "tests/server/sync_files/test_domain.py",  # what waits is listed
    "sync_server/progress/apps.py": "tests/server/progress/test_completions.py",  # has them checked after a load
}
"""Modules without a test file of their name, each with the file that tests it and the reason."""

ALLOWED_NAMES: dict[str, str] = {
    "sync_server/accounts/adapter.py:save_user": "allauth calls it by this name",
    "sync_server/accounts/single_sign_on/adapter.py:populate_user": "allauth calls it by this name",
    "sync_server/accounts/single_sign_on/adapter.py:save_user": "allauth calls it by this name",
    "sync_server/accounts/models.py:User": "what Django, its admin and its tables call an account",
    "sync_server/accounts/models.py:create_user": "Django calls it by this name",
    "sync_server/accounts/models.py:create_superuser": "Django calls it by this name",
}
"""Names with a word the glossary leaves out, each with the reason."""


def _modules() -> list[Path]:
    """The Python files of the three packages, without migrations and what is generated."""
    found = (path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return sorted(path for path in found if not {"migrations", "packs"} & set(path.parts))


@cache
def _tree(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"))


def _does_something(module: Path) -> bool:
    """Tell whether a module holds any function; plain declarations are tested where they are used."""
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(_tree(module)))


def _mirrors(module: Path) -> Iterator[Path]:
    """The test files named after a module. Pages and widgets are tried by what a person does, in any folder."""
    package, *folders = module.parent.parts
    name = f"test_{'package' if module.stem == '__init__' else module.stem.strip('_')}.py"
    yield ROOT / "tests" / "unit" / Path(package, *folders) / name
    if package == "sync_server":
        yield ROOT / "tests" / "server" / Path(*folders) / name
    if folders[:1] == ["ui"]:
        yield from (ROOT / "tests" / "ui").rglob(name)


def _has_test(module: Path) -> bool:
    return any(mirror.exists() for mirror in _mirrors(module))


def _texts() -> Iterator[tuple[Path, str]]:
    places = (path for name in KEPT_CLEAN for path in (ROOT / name).rglob("*"))
    for path in (*places, *ROOT.iterdir()):
        if path.is_file() and path.suffix in TEXT and not {"__pycache__", "packs", "results"} & set(path.parts):
            yield path.relative_to(ROOT), path.read_text("utf-8", errors="replace")


def _files_with(pattern: str) -> list[str]:
    wanted = re.compile(pattern)
    return [str(path) for path, text in _texts() if wanted.search(text)]


def _table_of(room: Path) -> set[str]:
    return {path.name for path in (ROOT / room).iterdir() if (path / "__init__.py").exists()}


def test_every_module_has_a_test_of_its_name() -> None:
    missing = {str(module) for module in _modules() if _does_something(module) and not _has_test(module)}
    assert sorted(missing - set(TESTED_BY)) == []


@pytest.mark.parametrize(("module", "test"), TESTED_BY.items())
def test_the_list_of_modules_tested_elsewhere_is_not_stale(module: str, test: str) -> None:
    exist = ((ROOT / module).exists(), (ROOT / test).exists())
    assert (exist, _has_test(Path(module))) == ((True, True), False)


def test_every_module_says_what_it_is() -> None:
    silent = [str(module) for module in _modules() if ast.get_docstring(_tree(module)) is None]
    assert silent == []


def test_every_migration_of_the_server_is_named_in_a_test() -> None:
    tests = [path.read_text("utf-8") for path in (ROOT / "tests" / "server").rglob("test_*.py")]
    migrations = sorted((ROOT / "sync_server").glob("*/migrations/[0-9]*.py"))
    unnamed = [
        f"{migration.parts[-3]} {migration.stem}"
        for migration in migrations
        if not any(migration.stem in text and f'"{migration.parts[-3]}"' in text for text in tests)
    ]
    assert unnamed == []


def test_every_migration_of_the_client_is_named_in_a_test() -> None:
    source = Path("cor_desktop/store/migrations.py")
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests/unit/cor_desktop/store").glob("test_*.py"))
    steps = [node.name for node in _tree(source).body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    assert [step for step in steps if step not in tests] == []


def test_no_file_is_over_500_lines() -> None:
    sources = [path for path, _ in _texts() if path.suffix == ".py"]
    long = [str(path) for path in sources if len((ROOT / path).read_text("utf-8").splitlines()) > MOST_LINES]
    assert long == []


@pytest.mark.parametrize("word", ["attempt", "user"])
def test_names_use_the_words_of_the_glossary(word: str) -> None:
    wanted = re.compile(rf"(^|_){word}s?(_|$)", re.IGNORECASE)
    named = [
        f"{module}:{node.name}"
        for module in _modules()
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and wanted.search(node.name)
    ]
    assert sorted(set(named) - set(ALLOWED_NAMES)) == []


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = set(PACKAGES) | _table_of(Path("cor_desktop")) | _table_of(Path("sync_server"))
    assert sorted(room for room in rooms if f"{room}" not in text) == []


def test_every_app_with_models_has_a_guarded_door() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / "importlinter.ini")
    apps = sorted(path.parent.name for path in (ROOT / "sync_server").glob("*/models.py"))
    assert [app for app in apps if f"importlinter:contract:door-of-{app}" not in contracts] == []


def test_the_changelog_knows_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_nothing_is_left_to_do_in_the_code() -> None:
    # Written apart, so that this file does not find itself.
    assert _files_with(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b") == []


def test_no_file_names_where_packages_are_fetched() -> None:
    hosts = (r"py" + r"pi\.org", r"python" + r"hosted", r"--(extra-)?index" + r"-url", r"--find" + r"-links")
    # The one place that tells the compiler to leave these out has to say their names.
    assert sorted(set(_files_with("|".join(hosts))) - {"tools/lock.sh"}) == []


def test_requirements_are_pinned_with_hashes() -> None:
    files = sorted((ROOT / "requirements").glob("*.txt"))
    loose = [
        f"{path.name}: {requirement.splitlines()[0]}"
        for path in files
        for requirement in re.split(r"\n(?=[a-zA-Z0-9])", path.read_text("utf-8").strip())
        if "==" not in requirement or "--hash=sha256:" not in requirement
    ]
    assert (len(files), loose) == (3, [])
