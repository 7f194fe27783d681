"""The command line of the client, as far as it needs no window."""

from __future__ import annotations

import subprocess
import sys

import pytest

import cor_desktop
from cor_desktop.__main__ import main


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert (end.value.code, capsys.readouterr().out) == (0, f"COR Desktop {cor_desktop.__version__}\n")


def test_an_unknown_word_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--colour=blue"])
    assert (end.value.code, "--colour" in capsys.readouterr().err) == (2, True)


def test_telling_the_version_loads_no_window() -> None:
    code = "import sys, cor_desktop.__main__ as m\ntry: m.main(['--version'])\nfinally: print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
