"""What a password must be (ASVS 6.2, NIST SP 800-63B-4): the client guides by this rule, and the server decides.

Length and what others would try first, nothing else: no digits or signs are asked for, and nobody has to change a
password because it is old. Why, and where the numbers come from: docs/decisions/0010.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cor_protocol.password_guesses import guesses
from cor_protocol.password_lists import LONGEST_TAIL, bare, folded, is_listed, left_without
from cor_protocol.password_shapes import has_few_characters, is_repeated, is_walk
from cor_protocol.words import Say, marked

SHORTEST = 15
SHORTEST_WITH_SECOND_FACTOR = 8
LONGEST = 1024
"""Characters; hashing a longer one would only cost time."""
FEWEST_GUESSES = 10.0
"""Ten thousand million tries, as a decimal logarithm: years of trying at the door, and over a month for one machine
that holds the hash and checks 3,000 a second (Argon2id, 64 MiB, three passes)."""
FEWEST_GUESSES_WITH_SECOND_FACTOR = 6.0
"""A million: the password alone opens nothing, so that only trying at the door counts."""

WORDS = (marked("very weak"), marked("weak"), marked("fair"), marked("good"), marked("strong"))
_STEPS = (6.0, FEWEST_GUESSES, 13.0, 17.0)
_PRODUCT = ("COR Desktop", "COR server")
_SHORTEST_WORD = 4
"""Shorter names are found in ordinary words."""

_SENTENCES = {
    "too_short": marked(
        "This password is too short. It needs at least {shortest} characters; a few words in a row will do."
    ),
    "too_long": marked("This password is too long. It can have up to {longest} characters."),
    "characters": marked("This password has a character that cannot be kept. Please leave it out."),
    "common": marked("Many people use this password, so it is tried first. Please choose one that is only yours."),
    "repeated": marked("This password repeats the same few characters. Please choose one with more in it."),
    "walk": marked(
        "This password follows the keys of the keyboard, the alphabet or numbers. Please choose other words."
    ),
    "personal": marked(
        "This password is mostly a name that others know: yours, your email address, or your organization."
    ),
    "guessable": marked("This password can be guessed too easily. A few more words that do not belong together help."),
}
_ADVICE = {
    "too_short": marked("Add words until it has {shortest} characters. Blanks count."),
    "too_long": marked("Leave some of it out."),
    "characters": marked("Type it with the keys of your keyboard."),
    "common": marked("Take words that nobody would put together but you."),
    "repeated": marked("Do not repeat a word; add another one."),
    "walk": marked("Take words instead of neighbouring keys."),
    "personal": marked("Leave out names and dates that others know."),
    "guessable": marked("Add one or two words that do not belong together."),
}
_STRONGER = marked("One more word that has nothing to do with the others makes it strong.")
_GENERATED = marked("Five words drawn at random are easy to type and hard to guess.")


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule that a password breaks: its code, and a sentence for the person who chose it."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong a password is: 0 to 4, the word for it, and at most two suggestions (none for a strong one)."""

    score: int
    suggestions: tuple[str, ...] = field(default=())

    @property
    def word(self) -> str:
        """The score as a word, from "very weak" to "strong"."""
        return WORDS[self.score]


def faults(
    password: str, context: Iterable[str], *, second_factor: bool = False, say: Say = marked
) -> tuple[Fault, ...]:
    """Every rule that the password breaks; empty where it may be used.

    `context` is what others know of its owner: names, email address, the names of the server and organizations.
    `say` gives the sentences in another language.
    """
    shortest = SHORTEST_WITH_SECOND_FACTOR if second_factor else SHORTEST
    return tuple(
        Fault(code, say(_SENTENCES[code]).format(shortest=shortest, longest=f"{LONGEST:,}"))
        for code in _codes(password, context, shortest)
    )


def strength(password: str, context: Iterable[str], *, second_factor: bool = False, say: Say = marked) -> Strength:
    """How strong the password is; one that may not be used is weak at best. `say` is as in `faults`."""
    known = tuple(context)
    shortest = SHORTEST_WITH_SECOND_FACTOR if second_factor else SHORTEST
    codes = _codes(password, known, shortest)
    score = sum(guesses(password, _words(known)) >= step for step in _STEPS)
    advice = [say(_ADVICE[code]).format(shortest=shortest) for code in codes]
    if codes:
        return Strength(min(score, 1), (*advice, say(_GENERATED))[:2])
    return Strength(score, () if score == len(_STEPS) else (say(_STRONGER),))


def _codes(password: str, context: Iterable[str], shortest: int) -> list[str]:
    if not 0 < len(password) <= LONGEST:
        return ["too_long" if password else "too_short"]  # and not looked at, which would take long or load the lists
    text, words = folded(password), _words(context)
    broken = {
        "too_short": len(password) < shortest,
        "characters": any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in password),
        "common": is_listed(password),
        "repeated": has_few_characters(text) or any(is_repeated(each, shortest) for each in (text, bare(text))),
        "walk": is_walk(text),
        "personal": _is_personal(text, words, shortest),
    }
    codes = [code for code, is_broken in broken.items() if is_broken]
    fewest = FEWEST_GUESSES if shortest == SHORTEST else FEWEST_GUESSES_WITH_SECOND_FACTOR
    return codes or ["guessable"] * (guesses(password, words) < fewest)


def _words(context: Iterable[str]) -> tuple[str, ...]:
    """The names in the context, whole and in parts, folded, longest first."""
    words = set()
    for known in (*_PRODUCT, *context):
        parts = re.split(r"[\W_]+", folded(known))
        words |= {*parts, "".join(parts), *map("".join, itertools.pairwise(parts))}
    return tuple(sorted((word for word in words if len(word) >= _SHORTEST_WORD), key=lambda word: (-len(word), word)))


def _is_personal(text: str, words: Iterable[str], shortest: int) -> bool:
    """Tell whether little is left of the text but signs and a date once the names are taken out."""
    left = left_without(text, words)
    letters, digits = sum(map(str.isalpha, left)), sum(map(str.isdigit, left))
    return len(left) < len(text) and letters * 2 < shortest and digits <= LONGEST_TAIL
