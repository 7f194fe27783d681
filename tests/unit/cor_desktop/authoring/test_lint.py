"""Each rule has its mistake in mistakes.yaml; here are those that one line cannot make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.factories.module_folder import SVG, ModuleFolder

MISTAKES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("mistakes.yaml").read_text("utf-8"))


def test_the_sample_keeps_every_rule(sample: ModuleFolder) -> None:
    assert sample.faults() == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake["mistake"] for mistake in MISTAKES])
def test_each_mistake_is_told_with_its_file_and_line(sample: ModuleFolder, mistake: dict[str, Any]) -> None:
    sample.edit(mistake["file"], mistake["old"], mistake["new"])
    assert sample.faults() == mistake["faults"]


def test_a_file_that_the_order_names_must_be_there(sample: ModuleFolder) -> None:
    (sample.folder / "activities/join.md").unlink()
    assert sample.faults() == ["module.yaml:27: order: there is no file activities/join.md"]


def test_a_file_that_windows_saved_as_text_is_told_by_its_name(sample: ModuleFolder) -> None:
    (sample.folder / "activities/join.md").rename(sample.folder / "activities/join.md.txt")
    sentence = "there is no file activities/join.md; there is join.md.txt, whose name must end with .md"
    assert sample.faults() == [f"module.yaml:27: order: {sentence}"]


def test_a_file_that_cannot_be_read_is_not_told_as_missing_too(sample: ModuleFolder) -> None:
    sample.write("activities/join.md", b"")
    (fault,) = sample.faults()
    assert fault.startswith("activities/join.md:1: the file must begin with a line `---`")


def test_a_module_file_that_cannot_be_read_says_nothing_about_what_cites_it(sample: ModuleFolder) -> None:
    sample.edit("module.yaml", "version: 3", "version:\t3")
    (fault,) = sample.faults()
    assert fault.startswith("module.yaml:2: this line cannot be read: there is a tab in it")


def test_the_minutes_are_summed_while_other_things_are_to_be_mended(sample: ModuleFolder) -> None:
    sample.edit("activities/begin.md", "minutes: 3.5", "minutes: 13.5")
    sample.edit("activities/decide.md", "goto: home", "goto: nowhere")
    sample.edit("activities/weigh.md", "        feedback: The poem says otherwise.\n", "")
    assert [told.partition(": ")[0] for told in sample.faults()] == [
        "activities/decide.md:17",
        "activities/weigh.md:18",
        "module.yaml:8",
    ]


def test_an_item_of_many_needs_one_supported_option(sample: ModuleFolder) -> None:
    sample.edit("activities/weigh.md", "select: one", "select: many")
    sample.edit("activities/weigh.md", "correct: true", "correct: false")
    assert sample.faults() == ["activities/weigh.md:8: “first”: at least one option must say `correct: true`"]


def test_people_in_a_scene_may_say_that_something_is_wrong(sample: ModuleFolder) -> None:
    sample.edit("activities/decide.md", "say: You are home.", "say: “Something is wrong,” she says.")
    assert sample.faults() == []


def test_a_picture_that_nobody_shows_is_a_fault(sample: ModuleFolder) -> None:
    sample.write("media/spare.svg", SVG)
    assert sample.faults() == ["media/spare.svg:1: no text shows this picture, and it is not the cover"]
