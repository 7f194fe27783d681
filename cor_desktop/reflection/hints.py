"""Word hints: where a word an author named occurs in a reflection, in any of its forms, point at what to look at again.

The words are compared by their stems ("struggles", "struggling"), in memory, on the sealed text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import snowballstemmer

from cor_desktop.reflection.text import SealedText

_RULES = {"en": "english", "es": "spanish"}
"""How each language forms its words, by the module's language. One that is not here is compared word for word."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Words an author listens for, and the HTML to say where one of them occurs."""

    any_of: tuple[str, ...]
    say: str


def hints_for(text: SealedText, hints: Iterable[Hint], otherwise: str, language: str) -> tuple[str, ...]:
    """What the hints say to `text`, as HTML in the author's order; `otherwise` where none applies and it is set."""
    stem = _stem_of(language)
    said = tuple(hint.say for hint in hints if text.mentions({stem(word.casefold()) for word in hint.any_of}, stem))
    return said or ((otherwise,) if otherwise else ())


def _stem_of(language: str) -> Callable[[str], str]:
    """How `language` brings a word to its stem, if at all. Made anew each time: a stemmer keeps its last word."""
    rules = _RULES.get(language.partition("-")[0])
    if rules is None:
        return str
    stem: Callable[[str], str] = snowballstemmer.stemmer(rules).stemWord
    return stem
