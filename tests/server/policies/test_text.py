from __future__ import annotations

import pytest

from sync_server.policies import text
from sync_server.policies.models import PolicyVersion
from sync_server.policies.text import Part


def test_a_text_falls_into_headings_paragraphs_and_lists() -> None:
    written = "One\nline.\n\n## A heading\n\n- first\n- second\n\n\n\nLast.\n"
    assert text.parts(written) == [
        Part("paragraph", ("One line.",)),
        Part("heading", ("A heading",)),
        Part("list", ("first", "second")),
        Part("paragraph", ("Last.",)),
    ]


def test_the_first_version_is_shown_without_a_mark_left_over() -> None:
    title, written = text.shipped(1)
    lines = [title, *(line for part in text.parts(written) for line in part.lines)]
    assert len(lines) > 20
    assert [line for line in lines if line.startswith(("#", "- ", "*")) or "**" in line or "](" in line] == []


@pytest.mark.parametrize(
    "word",
    ["name", "email", "password", "certificates", "computers", "reflections", "administrators", "delete", "cookies"],
)
def test_it_says_what_is_kept_who_sees_it_and_how_to_leave(word: str) -> None:
    assert word in text.shipped(1)[1]


@pytest.mark.parametrize(("language", "shown"), [("es", "es"), ("en", "en"), ("", "en"), ("xx", "en"), ("../x", "en")])
def test_a_version_that_comes_with_the_program_is_shown_translated(language: str, shown: str) -> None:
    title, words = text.shipped(1)
    said = text.in_language(PolicyVersion(version=1, title=title, text=words), language)
    assert (said.language, said.text == words) == (shown, shown == "en")


def test_a_translation_says_first_which_text_counts() -> None:
    title, words = text.shipped(1)
    said = text.in_language(PolicyVersion(version=1, title=title, text=words), "es")
    assert "Vale el texto en inglés" in text.parts(said.text)[0].lines[0]


def test_a_translation_has_every_part_of_its_text() -> None:
    title, words = text.shipped(1)
    said = text.in_language(PolicyVersion(version=1, title=title, text=words), "es")
    shape = [(part.kind, len(part.lines)) for part in text.parts(words)]
    assert [(part.kind, len(part.lines)) for part in text.parts(said.text)[1:]] == shape


def test_a_text_that_somebody_changed_is_shown_as_they_wrote_it() -> None:
    changed = PolicyVersion(version=1, title="Ours", text="We keep nothing.\n")
    assert text.in_language(changed, "es") == ("Ours", "We keep nothing.\n", "en")
