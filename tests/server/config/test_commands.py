from __future__ import annotations

from pathlib import Path

import pytest

from sync_server.config import commands

_ODD = [
    ["serve", "--port", "0"],
    ["serve", "--port", "70000"],
    ["healthcheck", "--port", "-1"],
    ["serve", "--data", ""],
]


def test_a_folder_without_a_server_is_not_configured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COR_DATA", "")
    assert commands.main(["user", "list", "--data", str(tmp_path)]) == 3
    assert capsys.readouterr().err.startswith(f"There is no server in {tmp_path} yet.")


@pytest.mark.parametrize("words", [[], ["dance"], ["serve", "--port", "many"], ["user", "create"], *_ODD])
def test_a_word_that_is_not_known_is_a_usage_error(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.main(words)
    assert ended.value.code == 2


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COR_DATA", "")
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    assert commands.main(["serve", "--data", str(in_the_way / "data")]) == 1
    assert "cannot be written: Not a directory" in capsys.readouterr().err


@pytest.mark.parametrize("how", [KeyboardInterrupt, EOFError])
def test_leaving_at_the_question_for_a_password_is_no_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, how: type[BaseException]
) -> None:
    def leave(*_: object) -> int:
        raise how

    monkeypatch.setattr(commands, "_run", leave)
    assert commands.main(["migrate"]) == 1
    assert capsys.readouterr().err == "\nStopped.\n"
