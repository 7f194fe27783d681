"""Which words a language has. The lists are those of pyspellchecker, loaded when the first word is looked up.

The English list holds every form of a word, the Spanish one only what a printed dictionary has for its entries. So a
Spanish word counts as known where an entry has its stem, or one of `irregular.es.txt` has, with pronouns behind it or
without. That lets a mistake in an ending pass, and does not know every irregular form.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loading it costs every other word of `cor-content` a tenth of a second
    from spellchecker import SpellChecker

COMPLETE = frozenset({"en"})
"""Languages whose list holds every form, so that what it does not hold is a mistake."""

LANGUAGES = COMPLETE | {"es"}

_PRONOUNS = (
    "melo",
    "mela",
    "telo",
    "selo",
    "sela",
    "nos",
    "los",
    "las",
    "les",
    "me",
    "te",
    "se",
    "os",
    "lo",
    "la",
    "le",
)
_SAME_BEGINNING = (2, 3, 4)
"""Letters by which entries are found: as many as the stem that is looked for has, at most."""


def knows(word: str, language: str) -> bool:
    """Tell whether a language of `LANGUAGES` has this word, written in small letters."""
    return word in _list_of(language) or (language == "es" and _is_spanish(word))


def nearest(word: str, language: str) -> str:
    """The commonest word that differs in one letter; nothing where there is none."""
    found = _list_of(language).correction(word)
    return found if found and found != word else ""


@functools.cache
def _list_of(language: str) -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(language=language, distance=1)


def _is_spanish(word: str) -> bool:
    bare = _without_accents(word)
    cut = (bare.removesuffix(pronoun) for pronoun in _PRONOUNS if bare.endswith(pronoun))
    return any(_has_stem(form) for form in (word, *cut))


def _has_stem(form: str) -> bool:
    stem = _spanish_stem()(form)
    return stem in _irregular_stems() or stem in _stems_beginning(_without_accents(stem)[: _SAME_BEGINNING[-1]])


@functools.cache
def _spanish_stem() -> Callable[[str], str]:
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer("spanish").stemWord
    return stem


@functools.cache
def _irregular_stems() -> frozenset[str]:
    text = resources.files("cor_desktop.authoring").joinpath("irregular.es.txt").read_text("utf-8")
    forms = (form for line in text.splitlines() for form in line.partition("#")[0].split())
    return frozenset(map(_spanish_stem(), forms))


@functools.cache
def _stems_beginning(letters: str) -> frozenset[str]:
    """The stems of the entries that begin with these letters, accents aside: those of all would take two seconds."""
    return frozenset(map(_spanish_stem(), _entries_by_beginning().get(letters, ())))


@functools.cache
def _entries_by_beginning() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry in _list_of("es").word_frequency.dictionary:
        bare = _without_accents(entry)
        for length in _SAME_BEGINNING:
            found.setdefault(bare[:length], []).append(entry)
    return found


def _without_accents(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
