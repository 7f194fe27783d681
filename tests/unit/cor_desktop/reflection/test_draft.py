from __future__ import annotations

from cor_desktop.reflection.draft import Draft
from cor_desktop.reflection.hints import Hint

HINT = Hint(("home",), "<p>You think of home.</p>")


def draft_of(words: str) -> Draft:
    draft = Draft((HINT,), "<p>Otherwise.</p>", "en")
    draft.write(words)
    return draft


def test_an_empty_draft_gets_no_hints() -> None:
    assert draft_of("  ").hints() == ()


def test_a_draft_gets_the_hints_of_its_words() -> None:
    assert draft_of("Something at home?").hints() == (HINT.say,)


def test_writing_again_replaces_what_was_written() -> None:
    draft = draft_of("home")
    draft.write("school")
    assert draft.hints() == ("<p>Otherwise.</p>",)


def test_a_forgotten_draft_is_empty() -> None:
    draft = draft_of("home")
    draft.forget()
    assert draft.is_empty


def test_a_draft_shows_nothing_of_its_words() -> None:
    draft = draft_of("Leila")
    assert "Leila" not in repr(draft) + str([getattr(draft, name) for name in Draft.__slots__])
