from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools.campaign import FAILED, NOT_DONE, PASSED, Outcome, Step, run, tell


def _python(code: str, **environment: str) -> Step:
    return Step("a step, of some kind", [sys.executable, "-c", code], environment)


def test_a_step_that_ends_well_has_passed(tmp_path: Path) -> None:
    outcome = run(_python("import os; print(os.environ['COR_X'])", COR_X="seen"), tmp_path)
    assert (outcome.result, outcome.note) == (PASSED, "")
    assert (tmp_path / "a-step-of-some-kind.log").read_text("utf-8") == "seen\n"


def test_a_step_that_fails_names_where_to_read_more(tmp_path: Path) -> None:
    outcome = run(_python("import sys; sys.exit('why')"), tmp_path)
    assert (outcome.result, Path(outcome.note).read_text("utf-8")) == (FAILED, "why\n")


@pytest.mark.parametrize(("results", "code"), [([PASSED], 0), ([PASSED, NOT_DONE], 3), ([PASSED, NOT_DONE, FAILED], 1)])
def test_what_was_not_done_is_not_passed(results: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert tell([Outcome("a step", result, note="why") for result in results]) == code
    assert [line.split("  ")[1] for line in capsys.readouterr().out.splitlines()] == ["a step"] * len(results)
