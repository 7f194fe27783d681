from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest

from cor_desktop.authoring.check import check, module_folders
from tests.factories.module_folder import SVG, ModuleFolder

COURSE = Path(__file__).parents[4] / "content"


def test_a_folder_of_modules_gives_each_of_them(sample: ModuleFolder) -> None:
    assert module_folders(Path("content")) == (sample.folder,)
    assert module_folders(sample.folder) == (sample.folder,)


def test_two_modules_may_not_share_their_number(sample: ModuleFolder) -> None:
    second = ModuleFolder(Path("content/more-steps"))
    second.edit("module.yaml", "key: small-steps", "key: more-steps")
    faults = [str(fault) for fault in check(module_folders(Path("content"))).faults]
    first = "content/more-steps/module.yaml"
    assert faults == [f"content/small-steps/module.yaml:3: number: 1 is that of {first} already"]


def test_a_module_of_another_course_may_not_share_its_key(sample: ModuleFolder) -> None:
    shutil.copytree(sample.folder, "other/small-steps")
    sample.edit("module.yaml", "number: 1", "number: 2")
    faults = [str(fault) for fault in check([sample.folder, Path("other/small-steps")]).faults]
    first = "content/small-steps/module.yaml"
    assert faults == [f"other/small-steps/module.yaml:1: key: small-steps is that of {first} already"]


def test_the_course_of_this_repository_has_no_fault() -> None:
    checked = check(module_folders(COURSE))
    assert checked.faults == ()
    assert [each.module.key for each in checked.modules][:1] == ["what-a-relationship-changes"]


def test_a_course_that_is_too_large_is_told_at_its_largest_module(
    sample: ModuleFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cor_desktop.authoring.check.MAX_COURSE", 20_000)
    second = ModuleFolder(Path("content/more-steps"))
    second.edit("module.yaml", "key: small-steps\nversion: 3\nnumber: 1", "key: more-steps\nversion: 3\nnumber: 2")
    second.write("media/cover.svg", SVG + f"<!--{' ' * 15_000}-->")
    (fault,) = check(module_folders(Path("content"))).faults
    assert (fault.file, fault.line) == ("content/more-steps", 1)
    assert re.fullmatch(r"the course has 2\d kB, of at most 20; this is its largest part \(1\d kB\)", fault.sentence)


def test_the_course_of_this_repository_is_checked_within_ten_seconds() -> None:
    begun = time.process_time()
    check(module_folders(COURSE))
    assert time.process_time() - begun < 10


def test_what_is_only_against_the_rules_can_be_looked_at_and_what_cannot_be_played_cannot(
    sample: ModuleFolder,
) -> None:
    sample.edit("activities/begin.md", "Then on.", "Then onn.")
    checked = sample.checked()
    assert (len(checked.faults), len(checked.modules)) == (1, 1)
    sample.edit("activities/decide.md", "goto: home", "goto: nowhere")
    assert sample.checked().modules == ()
