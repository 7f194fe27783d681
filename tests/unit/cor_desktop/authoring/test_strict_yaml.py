from __future__ import annotations

import pytest

from cor_desktop.authoring.strict_yaml import Loaded, load_yaml

KINDS = {"minutes": "number", "version": "integer", "shuffle": "boolean"}


def load(text: str) -> Loaded:
    loaded, faults = load_yaml(text, "x.yaml", KINDS)
    assert faults == []
    return loaded


def faults_of(text: str) -> list[str]:
    return [str(fault) for fault in load_yaml(text, "x.yaml", KINDS)[1]]


@pytest.mark.parametrize("word", ["no", "NO", "yes", "on", "null", "~", "1.0", "2011", "0o7", "2026-11-23", "true"])
def test_a_word_stays_a_word_where_the_schema_wants_text(word: str) -> None:
    assert load(f"surname: {word}\n").value == {"surname": word}


def test_numbers_and_truths_are_read_where_the_schema_wants_them() -> None:
    text = "minutes: 3.5\nversion: 2\nshuffle: false\n"
    assert load(text).value == {"minutes": 3.5, "version": 2, "shuffle": False}


def test_a_word_in_place_of_a_number_stays_a_word_for_the_schema_to_refuse() -> None:
    assert load("minutes: about 5\nshuffle: yes\n").value == {"minutes": "about 5", "shuffle": "yes"}


def test_a_folded_text_holds_nothing_but_its_words() -> None:
    assert load("say: >\n  one\n  two\n\n  three\n").value == {"say": "one two\nthree"}


def test_every_value_knows_its_line() -> None:
    loaded = load("a:\n  - b: x\n  - b: |\n      y\n")
    assert (loaded.line("a"), loaded.line("a", 0, "b"), loaded.line("a", 1, "b")) == (1, 2, 3)
    assert loaded.text_line("a", 1, "b") == 4
    assert loaded.line("a", 1, "missing") == 3


def test_lines_count_from_where_the_text_begins_in_its_file() -> None:
    loaded, _ = load_yaml("a: x\nb: y\n", "x.md", KINDS, first_line=2)
    assert loaded.line("b") == 3


def test_a_key_written_twice_is_a_fault() -> None:
    assert faults_of("a: x\nb: y\na: z\n") == ["x.yaml:3: “a” stands here a second time"]


def test_anchors_and_what_refers_to_them_are_faults() -> None:
    assert [fault[:18] for fault in faults_of("a: &x y\nb: *x\n")] == ["x.yaml:1: anchors ", "x.yaml:2: anchors "]


def test_a_tag_is_a_fault() -> None:
    assert faults_of("a: !!python/object:os.system x\n")[0].startswith("x.yaml:1: tags")


def test_prose_between_brackets_is_a_fault_because_commas_split_it() -> None:
    (fault,) = faults_of("steps: [Breathe, then look]\n")
    assert fault.startswith("x.yaml:1: “then look” is prose between brackets, where commas split it")


def test_single_words_between_brackets_are_fine() -> None:
    assert load('ids: [notice, name, "quoted, prose"]\n').value == {"ids": ["notice", "name", "quoted, prose"]}


def test_a_colon_in_prose_is_told_with_advice() -> None:
    (fault,) = faults_of("a: x\nsay: He said: no\n")
    assert fault.startswith("x.yaml:2: this line cannot be read")
    assert "its text has a colon" in fault


@pytest.mark.parametrize("text", ["a: [x", "a:\n\t- x", "- \x01", "a: 'x", "? [a, b]\n: c", "{" * 50, "[" * 50])
def test_what_is_no_yaml_is_told_and_not_raised(text: str) -> None:
    assert len(faults_of(text)) == 1


def test_a_second_document_is_a_fault() -> None:
    assert faults_of("a: x\n---\nb: y\n") == ["x.yaml:3: there is a second document after this `---`"]
