"""Passwords that are long and still simple: pieces typed again and again, rows of keys, the alphabet, counting."""

from __future__ import annotations

import itertools
import re
from functools import cache

FEWEST_CHARACTERS = 5
"""Different characters that a password needs."""
_RUN = 4
"""Characters that belong together on average where somebody follows the keyboard or counts."""
_PIECE = re.compile(r"(.+?)\1{2,}|(.{3,}?)\2+", re.DOTALL)

# Each row lies half a key to the right of the one above; the digits of a keypad lie straight under each other.
_KEYBOARDS = (
    ("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"),
    ("1234567890ß´", "qwertzuiopü+", "asdfghjklöä#", "yxcvbnm,.-"),
    ("&é\"'(-è_çà)=", "azertyuiop^$", "qsdfghjklmù*", "wxcvbn,;:!"),
    ("1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("!@#$%^&*()_+", "qwertyuiop{}", 'asdfghjkl:"', "zxcvbnm<>?"),
)


def has_few_characters(text: str) -> bool:
    """Tell whether the text is made of too few different characters."""
    return len(set(text)) < FEWEST_CHARACTERS


def is_repeated(text: str, fewest: int) -> bool:
    """Tell whether the text is a piece shorter than `fewest`, typed again and again."""
    return period(text) < fewest and period(text) * 2 <= len(text)


def period(text: str) -> int:
    """The length of the piece of which the text is a repetition, its last one perhaps cut off (Knuth-Morris-Pratt)."""
    border = [0] * (len(text) + 1)
    known = 0
    for at in range(1, len(text)):
        while known and text[at] != text[known]:
            known = border[known]
        known += text[at] == text[known]
        border[at + 1] = known
    return len(text) - border[len(text)]


def is_walk(text: str) -> bool:
    """Tell whether the text mostly follows rows of keys, the alphabet or numbers, also two of them taken in turns."""
    return _is_run(text) or (_is_run(text[::2]) and _is_run(text[1::2]))


def without_repeats(text: str) -> str:
    """The text with each repeated piece once: typing it again adds nothing."""
    return _PIECE.sub(lambda found: found[1] or found[2], text)


def _is_run(text: str) -> bool:
    breaks = sum(not _is_step(*pair) for pair in itertools.pairwise(text))
    return (breaks + 1) * _RUN <= len(text)


def _is_step(one: str, other: str) -> bool:
    return abs(ord(one) - ord(other)) <= 1 or one + other in _neighbours()


@cache
def _neighbours() -> frozenset[str]:
    """Every pair of keys that lie side by side or above each other on a keyboard, and the ends of the digits."""
    pairs = {"90", "09"}
    for rows in _KEYBOARDS:
        for row in rows:
            pairs |= set(map("".join, itertools.pairwise(row)))
        for upper, lower in itertools.pairwise(rows):
            pairs |= set(map("".join, zip(upper, lower, strict=False)))
            pairs |= set(map("".join, zip(upper[1:], lower, strict=False)))
    return frozenset(pairs | {pair[::-1] for pair in pairs})
