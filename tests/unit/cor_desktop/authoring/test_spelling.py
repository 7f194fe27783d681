from __future__ import annotations

import pytest

from tests.factories.module_folder import ModuleFolder


def told(sample: ModuleFolder, text: str) -> list[str]:
    sample.edit("activities/begin.md", "Then on.", text)
    return [fault.split(": ", 1)[1].split(" is ")[0] for fault in sample.faults()]


@pytest.mark.parametrize(
    "text",
    [
        "Then Ilvira came, and Ilvira’s brother.",
        "Ms. Okonjo nods.",
        "Qadir waits. Qadir goes.",
        "It is Soo-jin who asks. Soo-jin waits.",
        "She’ll say that they’d have gone, wouldn’t they?",
        "The EMR and a B.",
        "“Ten-year-old boys”, it says.",
    ],
)
def test_names_short_forms_and_joined_words_are_known(sample: ModuleFolder, text: str) -> None:
    assert told(sample, text) == []


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("grey", "gray"),
        ("mum", "mom"),
        ("travelled", "traveled"),
        ("organised", "organized"),
        ("neighbours", "neighbors"),
        ("practised", "practiced"),
        ("centre", "center"),
        ("judgement", "judgment"),
    ],
)
def test_british_spelling_is_told_with_the_american(sample: ModuleFolder, british: str, american: str) -> None:
    sample.edit("activities/begin.md", "Then on.", f"Then {british} on.")
    assert sample.faults() == [f"activities/begin.md:18: “{british}” is spelled “{american}” here"]


@pytest.mark.parametrize(
    "word",
    [
        "four",
        "advised",
        "promise",
        "filled",
        "called",
        "hour",
        "chance",
        "summed",
        "wise",
        "rise",
        "exercise",
        "surprised",
    ],
)
def test_words_that_only_look_british_are_left_alone(sample: ModuleFolder, word: str) -> None:
    assert told(sample, f"Then {word} on.") == []


def test_a_name_that_stands_once_and_begins_a_sentence_is_asked_about(sample: ModuleFolder) -> None:
    assert told(sample, "Qadir waits.") == ["“Qadir”"]


@pytest.mark.parametrize("place", ["content/small-steps/words.txt", "content/words.txt"])
def test_a_word_of_the_module_or_of_the_course_is_known(sample: ModuleFolder, place: str) -> None:
    sample.write(f"../../{place}", "# names\nQadir # who waits\nfizzled-out\nzorb\n")
    assert told(sample, "Qadir waits. Zorb! A zorb.") == []


def test_a_name_of_the_list_counts_only_with_its_capital_letter(sample: ModuleFolder) -> None:
    sample.write("words.txt", "Qadir\n")
    assert told(sample, "A qadir waits.") == ["“qadir”"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_list_that_an_editor_of_windows_saved_otherwise_is_told(sample: ModuleFolder, encoding: str) -> None:
    sample.write("words.txt", "café\n".encode(encoding))
    assert sample.faults() == ["words.txt:1: this is not UTF-8: save the file as UTF-8 in your editor"]


def test_a_list_may_begin_with_a_byte_order_mark(sample: ModuleFolder) -> None:
    sample.edit("activities/begin.md", "Then on.", "Then xqzzy.")
    sample.write("words.txt", "xqzzy\n".encode("utf-8-sig"))
    assert sample.faults() == []


def test_the_names_of_tags_are_no_words(sample: ModuleFolder) -> None:
    sample.edit("activities/begin.md", "Then on.", '<img src="path.svg">')
    assert sample.faults() == ["activities/begin.md:18: HTML cannot be used here"]


def test_a_word_is_told_at_the_line_where_it_stands(sample: ModuleFolder) -> None:
    sample.edit("activities/decide.md", "It is early.", "It is\n      erly.")
    assert [fault[:27] for fault in sample.faults()] == ["activities/decide.md:14: “e"]


def test_a_language_without_a_dictionary_is_left_to_its_readers(sample: ModuleFolder) -> None:
    sample.edit("module.yaml", "language: en", "language: da")
    assert told(sample, "Rødgrød med fløde.") == []
