"""What docs/learners.md calls by name is there by that name, and its numbers are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cor_desktop.presenters.idle import OWN_MINUTES, SHARED_MINUTES, WARNING
from cor_desktop.settings import DECLARED
from cor_protocol.passwords import SHORTEST

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "learners.md").read_text("utf-8")
PAGES = "\n".join(path.read_text("utf-8") for path in (ROOT / "cor_desktop" / "ui").rglob("*.py"))
NO_NAMES = {"code", "locks"}
"""Set in bold because they are explained there."""


def named() -> list[str]:
    """What the guide sets in bold, with line ends as blanks and without what depends on the place."""
    bold = (" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", GUIDE, re.DOTALL))
    return sorted({words.removesuffix(" …") for words in bold} - NO_NAMES)


@pytest.mark.parametrize("words", named())
def test_what_is_named_stands_on_a_page(words: str) -> None:
    assert f'"{words}' in PAGES


@pytest.mark.parametrize(
    "words",
    [
        f"at least {SHORTEST} characters",
        f"After {OWN_MINUTES} minutes without a key",
        f"({SHARED_MINUTES} on a shared computer)",
        "a minute before" if WARNING == 60 else "?",
        f"**{DECLARED['shared_machine'].sentence.removesuffix('.')}**",
    ],
)
def test_numbers_and_settings_are_those_of_the_program(words: str) -> None:
    assert words in " ".join(GUIDE.split())
