from __future__ import annotations

import pytest

from sync_server.policies import text
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
