"""`cor-desktop sync` in a process of its own; beside a real server, see tests/e2e/test_headless.py."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cor_desktop.__main__ import main
from cor_desktop.store.database import open_database

WITHOUT_QT = (
    "import sys; sys.modules['PySide6'] = None\n"
    "from cor_desktop.__main__ import main\n"
    "code = main(['sync', '--json'])\n"
    "assert not [name for name in sys.modules if name.startswith('PySide6.')]\n"
    "sys.exit(code)"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COR_DESKTOP_HOME", str(tmp_path))
    return tmp_path / "data" / "learning.db"


def test_where_nobody_has_started_nothing_is_made(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync"]) == 0
    said = capsys.readouterr()
    assert said.out == "Nobody has started on this computer, so nothing waits to be sent.\n"
    assert (said.err, place.exists()) == ("", False)


def test_m18_no_qt_is_needed(place: Path) -> None:
    open_database(place).close()
    done = subprocess.run([sys.executable, "-c", WITHOUT_QT], capture_output=True, text=True, timeout=60)
    told = {"result": "sent", "waiting": 0, "sentence": "Everything on this computer is sent."}
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, told, "")


def test_a_damaged_database_is_left_as_it_is(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place.parent.mkdir()
    place.write_bytes(b"damaged" * 1000)
    assert main(["sync"]) == 4
    assert "damaged" in capsys.readouterr().out
    assert place.read_bytes() == b"damaged" * 1000


def test_usage_is_2(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["sync", "--now"])
    assert (end.value.code, "--now" in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize(("asked", "first"), [("es_MX.UTF-8", "Nadie"), ("de_DE.UTF-8", "Nobody")])
def test_it_speaks_the_language_of_the_computer(
    place: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    first: str,
    spanish: None,
) -> None:
    monkeypatch.setenv("LC_ALL", asked)
    main(["sync"])
    assert capsys.readouterr().out.startswith(first)
