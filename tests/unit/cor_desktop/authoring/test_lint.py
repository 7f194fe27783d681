from __future__ import annotations

import pytest

from tests.factories.module_folder import SVG, ModuleFolder


def test_the_sample_keeps_every_rule(sample: ModuleFolder) -> None:
    assert sample.faults() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        (
            "module.yaml",
            "key: small-steps",
            "key: big-steps",
            ["module.yaml:1: key: it must be the name of the folder, “small-steps”"],
        ),
        (
            "module.yaml",
            "  - old-one",
            "  - begin",
            ["module.yaml:31: retired: “begin” was used once and may not be used again"],
        ),
        (
            "module.yaml",
            "  - begin\n",
            "",
            ["activities/begin.md:1: this activity is not in the order of module.yaml"],
        ),
        (
            "module.yaml",
            "hours: 0.5",
            "hours: 0.6",
            ["module.yaml:8: contact_hours: they come to 36 minutes, and the activities to 28"],
        ),
        (
            "activities/begin.md",
            "id: begin",
            "id: beginning",
            ["activities/begin.md:2: id: it must be the name of the file, “begin”"],
        ),
        (
            "activities/begin.md",
            "[notice]",
            "[notice, nothing]",
            ["activities/begin.md:6: objectives: module.yaml has no objective “nothing”"],
        ),
        (
            "activities/begin.md",
            " [@frost1916]",
            "",
            ["module.yaml:17: bibliography: no text cites “frost1916”"],
        ),
        (
            "activities/weigh.md",
            "correct: true",
            "correct: false",
            ["activities/weigh.md:8: “first”: exactly one option must say `correct: true`, and 0 do"],
        ),
        (
            "activities/weigh.md",
            "        feedback: The poem says otherwise.",
            "        correct: true\n        feedback: The poem says otherwise.",
            ["activities/weigh.md:8: “first”: exactly one option must say `correct: true`, and 2 do"],
        ),
        (
            "activities/rate.md",
            "up_to: 1.5",
            "up_to: 3",
            ["activities/rate.md:10: bands: each `up_to` must be above the one before"],
        ),
        (
            "activities/rate.md",
            "up_to: 3",
            "up_to: 2.5",
            ["activities/rate.md:10: bands: the last `up_to` must be 3, the end of the scale"],
        ),
        (
            "activities/weigh.md",
            "The poem says otherwise.",
            "That is wrong.",
            ["activities/weigh.md:19: feedback: nobody is told “wrong”; say what follows from the choice"],
        ),
        (
            "activities/think.md",
            "You name the way itself.",
            "Incorrectly named.",
            ["activities/think.md:17: say: nobody is told “Incorrectly”; say what follows from the choice"],
        ),
        (
            "activities/decide.md",
            "goto: home",
            "goto: nowhere",
            ["activities/decide.md:17: goto: there is no moment called “nowhere”"],
        ),
    ],
)
def test_a_rule_that_is_broken_is_told_where(
    sample: ModuleFolder, file: str, old: str, new: str, faults: list[str]
) -> None:
    sample.edit(file, old, new)
    found = sample.faults()
    assert set(faults) <= set(found)


def test_a_file_that_the_order_names_must_be_there(sample: ModuleFolder) -> None:
    (sample.folder / "activities/join.md").unlink()
    assert sample.faults() == ["module.yaml:27: order: there is no file activities/join.md"]


def test_an_objective_that_no_activity_serves_is_told(sample: ModuleFolder) -> None:
    extra = "  - id: rest\n    text: Rest when the day is done.\nbibliography:"
    sample.edit("module.yaml", "bibliography:", extra)
    assert sample.faults() == ["module.yaml:16: no activity serves the objective “rest”"]


def test_ids_used_twice_are_told(sample: ModuleFolder) -> None:
    extra = "  - id: notice\n    text: Notice it a second time.\nbibliography:"
    sample.edit("module.yaml", "bibliography:", extra)
    assert sample.faults() == ["module.yaml:16: objectives: the id “notice” is used twice"]


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
