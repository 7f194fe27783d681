from __future__ import annotations

from pathlib import Path

import pytest

from cor_desktop.authoring.blocks import Piece, pieces_of, put_together, unwrapped
from cor_desktop.authoring.source import Body, read_source

COURSE = Path(__file__).parents[4] / "content"

TEXT = """\
## A fork

Two ways, *one*
choice.
- First, and
  longer
- Second

![A path](path.svg "Where it began")

> [!STRONG]
> One study says so.
>
> **Caveat:** it is
> one.

> Plainly said.
"""


def pieces(text: str) -> list[Piece]:
    return list(pieces_of(Body("x.md", 10, text)))


def test_a_body_comes_apart_into_what_a_translator_reads() -> None:
    assert [(piece.line, piece.first, piece.text) for piece in pieces(TEXT)] == [
        (10, "## ", "A fork"),
        (12, "", "Two ways, *one* choice."),
        (14, "- ", "First, and longer"),
        (16, "- ", "Second"),
        (18, "", '![A path](path.svg "Where it began")'),
        (20, "> [!STRONG]\n> ", "One study says so.\n\n**Caveat:** it is one."),
        (26, "> ", "Plainly said."),
    ]


def test_breaking_a_paragraph_anew_changes_no_piece() -> None:
    broken = TEXT.replace("Two ways, *one*\nchoice.", "Two\nways,\n*one* choice.")
    assert [piece.text for piece in pieces(broken)] == [piece.text for piece in pieces(TEXT)]


def test_what_is_put_together_comes_apart_into_the_same() -> None:
    again = put_together("y.po", pieces(TEXT))
    assert [(p.first, p.text, p.apart) for p in pieces_of(again)] == [(p.first, p.text, p.apart) for p in pieces(TEXT)]


def test_each_line_put_together_is_told_as_that_of_its_piece() -> None:
    body = put_together("y.po", [Piece("One.", 40), Piece("Two,\n\ntwice.", 70)])
    assert (body.text, [body.line_at(place) for place in range(5)]) == ("One.\n\nTwo,\n\ntwice.", [40, 70, 70, 70, 70])


def test_a_body_without_a_word_stays_so() -> None:
    body = put_together("y.po", pieces(""))
    assert (body.text, body.line_at(0)) == ("", 1)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("one\ntwo", "one two"),
        ("one  \ntwo", "one  \ntwo"),
        ("one\\\ntwo", "one\\\ntwo"),
        ("one\n\n\ntwo", "one\n\ntwo"),
        ("one\n- two\n- three", "one\n- two\n- three"),
        ("1. one\n2. two", "1. one\n2. two"),
    ],
)
def test_line_ends_that_mean_something_stay(text: str, read: str) -> None:
    assert unwrapped(text) == read


@pytest.mark.parametrize("path", sorted(COURSE.glob("*/activities/*.md")), ids=lambda path: path.stem)
def test_every_body_of_the_course_comes_apart_and_together(path: Path) -> None:
    body = read_source(path.parents[1]).activities[path.stem].body
    again = put_together("y.po", pieces_of(body))
    words = [" ".join(text.replace(">", " ").split()) for text in (body.text, again.text)]
    assert words[0] == words[1]
