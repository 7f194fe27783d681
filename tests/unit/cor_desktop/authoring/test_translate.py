from __future__ import annotations

import datetime
from pathlib import Path

from cor_desktop.authoring.source import read_source
from cor_desktop.authoring.translate import write_translation
from tests.factories.module_folder import ModuleFolder
from tests.factories.translations import MOMENT, SPANISH, a_translation, read_catalog, small_steps_in_spanish

LATER = MOMENT + datetime.timedelta(days=40)


def update(sample: ModuleFolder) -> Path:
    return write_translation(read_source(sample.folder), "es", LATER)


def marked(path: Path) -> list[tuple[str, str]]:
    """What is marked fuzzy: the new words, and the translation of the old."""
    return [(str(each.id), str(each.string)) for each in read_catalog(path) if each.id and each.fuzzy]


def test_a_new_file_holds_every_text_with_its_place_and_no_translation(sample: ModuleFolder) -> None:
    catalog = read_catalog(update(sample))
    texts = [(each.context, each.id) for each in catalog if each.id]
    assert texts[0] == ("module.yaml: title", "Small steps")
    assert ("activities/begin.md: body", "Two ways, *one* choice [@frost1916].") in texts
    assert ("facilitation.md: body", "Take ten minutes together.") in texts
    assert {each.string for each in catalog if each.id} == {""}


def test_a_translator_is_told_what_to_do_with_words_to_listen_for(sample: ModuleFolder) -> None:
    (message,) = (each for each in read_catalog(update(sample)) if each.id == "road, path")
    assert message.auto_comments[0].startswith("Words a learner may write, with commas between.")


def test_a_file_that_is_up_to_date_is_left_untouched(sample: ModuleFolder) -> None:
    write_translation(read_source(sample.folder), "es", MOMENT)
    before = sample.folder.joinpath("locale/es.po").read_bytes()
    assert update(sample).read_bytes() == before


def test_an_edit_elsewhere_leaves_a_translation_as_it_is(sample: ModuleFolder) -> None:
    a_translation(sample.folder, "es", small_steps_in_spanish)
    sample.edit("activities/begin.md", "## A fork\n", "## A fork\n\nA new paragraph stands before all others here.\n")
    sample.edit(
        "activities/weigh.md",
        "      - text: The one",
        "      - text: Neither\n        feedback: You stay.\n      - text: The one",
    )
    path = update(sample)
    assert marked(path) == []
    assert sum(bool(each.string) for each in read_catalog(path) if each.id) == len(SPANISH)


def test_breaking_a_paragraph_anew_is_no_change(sample: ModuleFolder) -> None:
    path = a_translation(sample.folder, "es", small_steps_in_spanish)
    before = [(each.context, each.id, each.string) for each in read_catalog(path)][1:]
    sample.edit("activities/begin.md", "Two ways, *one* choice", "Two ways,\n*one* choice")
    assert [(each.context, each.id, each.string) for each in read_catalog(update(sample))][1:] == before


def test_a_text_that_has_changed_keeps_its_translation_and_is_marked(sample: ModuleFolder) -> None:
    a_translation(sample.folder, "es", small_steps_in_spanish)
    sample.edit("activities/begin.md", "Greet one person by name.", "Greet one person by their name.")
    assert marked(update(sample)) == [("Greet one person by their name.", "Saluda a una persona por su nombre.")]
    assert [str(each) for each in sample.checked().coverage] == [
        "content/small-steps/locale/es.po: 98 % translated, 1 texts wait for a translator"
    ]


def test_a_text_that_is_gone_stays_at_the_end_for_a_translator_to_look_at(sample: ModuleFolder) -> None:
    a_translation(sample.folder, "es", small_steps_in_spanish)
    sample.edit("activities/begin.md", "Then on.\n", "")
    assert '#~ msgstr "Y adelante."' in update(sample).read_text("utf-8")
