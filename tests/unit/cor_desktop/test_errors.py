"""Every trouble says what happened and what it means, and blames nobody."""

from __future__ import annotations

import re

import pytest

from cor_desktop import errors
from cor_desktop.errors import NotFinishedYet, Refused, Trouble, WaitBeforeTrying

TROUBLES = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, Trouble)]
PROGRAMMERS_WORDS = re.compile(r"(?i)\b(database error|exception|sqlite|http|json|null|errno|token|invalid|failed)\b")


@pytest.mark.parametrize("kind", TROUBLES)
def test_every_trouble_has_words_a_learner_understands(kind: type[Trouble]) -> None:
    assert kind.title
    assert kind.meaning.endswith(".")
    assert not PROGRAMMERS_WORDS.search(f"{kind.title} {kind.meaning} {kind.advice}")


def test_a_trouble_reads_as_sentences() -> None:
    trouble = Trouble("The printer is off", "Nothing is lost.", "Switch it on.")
    assert str(trouble) == "The printer is off. Nothing is lost. Switch it on."


def test_a_refusal_names_its_field() -> None:
    assert Refused("Too short", field="password").field == "password"


def test_what_is_still_open_is_named() -> None:
    assert "Two names, One student" in str(NotFinishedYet(("Two names", "One student")))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 second"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (61, "2 minutes"), (900, "15 minutes")],
)
def test_a_wait_is_told_in_words(seconds: int, words: str) -> None:
    assert WaitBeforeTrying(seconds).advice == f"Try again in {words}."
