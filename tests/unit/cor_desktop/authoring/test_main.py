from __future__ import annotations

from pathlib import Path

import pytest

from cor_desktop.authoring.__main__ import main
from tests.factories.module_folder import ModuleFolder


def test_a_sound_module_is_told_and_the_exit_code_is_0(
    sample: ModuleFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "content"]) == 0
    assert capsys.readouterr().out == "small-steps 3: 8 activities, 28 minutes, no fault\n"


def test_every_fault_is_printed_with_file_and_line_and_the_exit_code_is_1(
    sample: ModuleFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    sample.edit("activities/begin.md", "Then on.", "Then `on`.")
    sample.edit("activities/rate.md", "up_to: 1.5", "up_to: 4")
    assert main(["check", "content"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "content/small-steps/activities/begin.md:18: code cannot be used here",
        "content/small-steps/activities/rate.md:10: bands: each `up_to` must be above the one before",
    ]


def test_a_module_with_a_fault_is_not_packed(sample: ModuleFolder) -> None:
    sample.edit("activities/begin.md", "Then on.", "Then `on`.")
    assert main(["pack", "content", "out"]) == 1
    assert not Path("out").exists()


def test_a_sound_module_is_packed(sample: ModuleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "content", "out"]) == 0
    assert Path("out/index.json").is_file()
    assert capsys.readouterr().out.startswith("out: version 300, 1 module(s), ")


def test_a_place_that_cannot_be_written_is_told(sample: ModuleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").write_text("a file is in the way")
    assert main(["pack", "content", "out"]) == 1
    assert capsys.readouterr().err.startswith("The pack could not be written: ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check"],
        ["bake"],
        ["check", "nowhere"],
        ["pack", "content", "out", "--key", "nowhere.pem"],
        ["pack", "content", "out", "--expires", "soon"],
        ["pack", "content", "out", "--version", "-1"],
    ],
)
def test_wrong_usage_ends_with_2(sample: ModuleFolder, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
