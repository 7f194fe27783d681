"""What beginners do to YAML, and the line and the words that get them out."""

from __future__ import annotations

import pytest

from cor_desktop.authoring.strict_yaml import load_yaml

MISTAKES = {
    "a tab before a field": ("a: x\n\tb: y\n", 2, "a tab"),
    "a tab behind a colon": ("a: x\nb:\ty\n", 2, "a tab"),
    "a tab in a list": ("a:\n\t- x\n", 2, "a tab"),
    "a quotation mark that is never closed": ('a: "x\nb: y\nc: z\n', 1, "a quotation mark is opened here"),
    "an apostrophe between single quotes": ("a: 'I didn't say'\nb: y\n", 1, "goes on behind the quotation mark"),
    "text behind a quotation": ('a: "Good," he says.\nb: y\n', 1, "goes on behind the quotation mark"),
    "a quotation that a later one closes": ('a: "x\nb: "y"\n', 2, "a mark above it is never closed"),
    "a bracket that is never closed": ("a: [x, y\nb: z\n", 1, "a bracket is opened here"),
    "a colon in a text": ("a: x\nb: He said: no\n", 2, "a colon followed by a space"),
    "a colon between curly quotes": ("a: x\nb: “He said: no”\n", 2, "straight quotes"),
    "a colon in an item": ("a:\n  - b: He said: no\n", 2, "a colon followed by a space"),
    "no space behind a colon": ("a: x\nb:y\nc: z\n", 2, "behind the colon of a field stands a space"),
    "a paragraph that left its block": ("a:\n  b: |\n    one\n\n  two\n  c: d\n", 5, "it is no field"),
    "one space too few": ("a:\n  - b: x\n    c: y\n   d: z\n", 4, "not indented like"),
    "an item one space to the left": ("a:\n  - x\n - y\n", 3, "not indented like"),
    "a field too far to the right": ("a: x\n  b: y\n", 2, "not indented like"),
    "emphasis at the beginning": ("a: *Look* at it\n", 1, "in YAML (`*`)"),
    "a bracket at the beginning": ("a: [It] is\nb: x\n", 1, "begins with a sign that means something in YAML (`[`)"),
    "a percent sign at the beginning": ("a: % of all\n", 1, "begins with a sign that means something in YAML (`%`)"),
    "an at sign at the beginning": ("a:\n  - @home\n", 2, "begins with a sign that means something in YAML (`@`)"),
    "a character that may not be": ("a: x\n- \x01", 1, "a character that may not be there"),
}


@pytest.mark.parametrize(("text", "line", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_once_at_its_own_line_in_plain_words(text: str, line: int, words: str) -> None:
    (fault,) = load_yaml(text, "x.yaml", {})[1]
    assert (fault.line, words in fault.sentence) == (line, True), fault


@pytest.mark.parametrize(("text", "line", "words"), MISTAKES.values(), ids=MISTAKES)
def test_no_word_of_the_reader_of_yaml_reaches_an_author(text: str, line: int, words: str) -> None:
    told = " ".join(fault.sentence for fault in load_yaml(text, "x.yaml", {})[1])
    assert not [
        word for word in ("token", "expected", "block", "mapping", "scalar", "stream", "scanning") if word in told
    ]


def test_what_was_found_on_other_lines_is_told_beside_it() -> None:
    faults = load_yaml("a: x\na: y\nb: 'z\n", "x.yaml", {})[1]
    assert [fault.line for fault in faults] == [2, 3]
