from __future__ import annotations

import pytest

from tests.factories.module_folder import FILES, SVG, ModuleFolder


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("media/aux.svg", "Windows keeps the name “aux.svg” for itself: choose another"),
        ("media/COM1", "Windows keeps the name “COM1” for itself: choose another"),
        ("media/what?.svg", "Windows cannot hold a file named “what?.svg”"),
        ("media/trailing.svg.", "Windows cannot hold a file named “trailing.svg.”"),
        ("media/trailing ", "Windows cannot hold a file named “trailing ”"),
    ],
)
def test_a_name_that_windows_cannot_hold_is_a_fault(sample: ModuleFolder, name: str, sentence: str) -> None:
    sample.write(name, SVG)
    assert f"{name}:1: {sentence}" in sample.faults()


def test_names_that_differ_only_in_capitals_are_a_fault(sample: ModuleFolder) -> None:
    sample.write("media/Path.svg", SVG)
    sentence = "Windows cannot tell this from media/Path.svg: names must differ in more than capitals"
    assert f"media/path.svg:1: {sentence}" in sample.faults()


def test_an_activity_cannot_be_named_like_a_device_of_windows(sample: ModuleFolder) -> None:
    sample.write("activities/con.md", FILES["activities/begin.md"].replace("id: begin", "id: con"))
    assert "activities/con.md:1: Windows keeps the name “con.md” for itself: choose another" in sample.faults()


def test_a_module_cannot_be_named_so_either(sample: ModuleFolder) -> None:
    folder = sample.folder.rename(sample.folder.with_name("nul"))
    renamed = [str(fault) for fault in ModuleFolder(folder).checked().faults]
    assert "content/nul:1: Windows keeps the name “nul” for itself: choose another" in renamed
