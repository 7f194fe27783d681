from __future__ import annotations

import shutil
from pathlib import Path

from cor_desktop.authoring.check import check, module_folders
from tests.factories.module_folder import ModuleFolder

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
