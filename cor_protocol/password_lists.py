"""Lists of common passwords, and how a password is compared with them: without case, leet, blanks and a tail."""

from __future__ import annotations

import itertools
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

LONGEST_TAIL = 8
"""Digits and signs around a common password count as nothing, up to so many."""
_LONG_CORE = 10
"""Characters from which a listed password is known without its digits, too: happynewyear2025 stands for every year."""

# Letters and signs that stand for each other become one; 1, i, l and ! are one because each stands for each.
_ALIKE = str.maketrans("013456789!|@$+i2", "oleasgtbgllastlz")
_SIGNS = re.compile(r"[\W\d_]*")
_CORE = re.compile(r"[\W\d_]*(.*?)[\W\d_]*", re.DOTALL)


def folded(text: str) -> str:
    """The text composed (NFKC) and without case."""
    return unicodedata.normalize("NFKC", text).casefold()


def key(text: str) -> str:
    """What is compared: folded, look-alikes made one, and only letters and digits kept."""
    return "".join(filter(str.isalnum, folded(text).translate(_ALIKE)))


def bare(text: str) -> str:
    """The text without digits and signs around it, where they are few enough to count as nothing."""
    core = _CORE.fullmatch(text)
    return core[1] if core and core[1] and len(text) - len(core[1]) <= LONGEST_TAIL else text


def is_listed(text: str) -> bool:
    """Tell whether a list has the text, however it is dressed up."""
    return not _keys().isdisjoint(map(key, _undressed(folded(text))))


def _undressed(text: str) -> Iterator[str]:
    """The text as it is, and without up to eight digits and signs around it: how many belong to a word in leet?"""
    heads, tails = _SIGNS.match(text), _SIGNS.match(text[::-1])
    for head in range(min(heads.end(), LONGEST_TAIL) + 1 if heads else 1):
        for tail in range(min(tails.end(), LONGEST_TAIL - head) + 1 if tails else 1):
            yield text[head : len(text) - tail]


def left_without(text: str, words: Iterable[str]) -> str:
    """What is left of a folded text when known words are taken out, in whatever leet they are written."""
    alike, kept = text.translate(_ALIKE), [True] * len(text)
    for word in words:
        for found in re.finditer(re.escape(word.translate(_ALIKE)), alike):
            kept[found.start() : found.end()] = [False] * len(word)
    return "".join(itertools.compress(text, kept))


@cache
def long_passwords() -> tuple[str, ...]:
    """The common passwords of 15 characters and more, sorted, as people type them."""
    packed = files("cor_protocol").joinpath("data", "long_passwords.txt.z").read_bytes()
    return tuple(zlib.decompress(packed).decode("utf-8").split("\n"))


@cache
def _keys() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    cores = (core for core in map(bare, map(folded, long_passwords())) if len(core) >= _LONG_CORE)
    return frozenset(map(key, (*long_passwords(), *cores, *FREQUENCY_LISTS["passwords"])))
