from __future__ import annotations

from cor_desktop.authoring.source import read_source
from cor_desktop.authoring.texts import every_text
from tests.factories.module_folder import ModuleFolder


def test_every_text_of_a_module_is_found_with_its_place(sample: ModuleFolder) -> None:
    told = [f"{text.line} {text.place}: {text.text}" for text in every_text(read_source(sample.folder))]
    assert told[:9] == [
        "5 module.yaml: title: Small steps",
        "6 module.yaml: summary: A module that exists to be tested, in one plain sentence.",
        "9 module.yaml: contact_hours.category: Professional learning",
        "13 module.yaml: objectives.text: Notice what a small step changes.",
        "15 module.yaml: objectives.text: Try one small step in a lesson.",
        "18 module.yaml: bibliography.short: Frost, 1916",
        "4 activities/begin.md: title: The beginning",
        "9 activities/begin.md: body: A fork",
        "11 activities/begin.md: body: Two ways, *one* choice [@frost1916].",
    ]
    assert told[-1] == "3 facilitation.md: body: Take ten minutes together."


def test_words_that_a_hint_listens_for_are_one_text(sample: ModuleFolder) -> None:
    listened = [text.text for text in every_text(read_source(sample.folder)) if text.path[-1] == "any_of"]
    assert listened == ["road, path"]


def test_ids_and_names_of_things_are_no_texts(sample: ModuleFolder) -> None:
    texts = {text.text for text in every_text(read_source(sample.folder))}
    assert texts.isdisjoint(
        {"small-steps", "en", "begin", "reading", "notice", "fork", "home", "mixed", "one", "10.1000/test.1916"}
    )
