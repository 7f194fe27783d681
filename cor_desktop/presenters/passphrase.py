"""Five words drawn at random, for whoever would rather not think of a password.

The words are the EFF's large list (Electronic Frontier Foundation, CC BY 3.0 US; see NOTICE), which is made to be typed
and remembered. The few that nobody wants to read aloud are drawn again.
"""

from __future__ import annotations

import secrets
from functools import cache
from importlib.resources import files

WORDS = 5
"""Five of 7,735 words: 64.6 bits, which holds even against somebody who has the hash."""
_LEFT_OUT = (
    "arousal badass blasphemy bloating bootie cathouse cesspool douche dwarf eskimo excretion excretory fascism "
    "fondling freebase gigolo gonad grope imbecile jockstrap kisser kissing lustfully lusty moaner moaning negligee "
    "nutcase prozac ravishing rectal seduce seducing sensually skinhead slobbery strangle twerp unclothed undress "
    "unisexual"
)


@cache
def words() -> tuple[str, ...]:
    """The words that are drawn from, sorted."""
    listed = files("cor_desktop").joinpath("presenters", "data", "words.txt").read_text("ascii").split()
    return tuple(word for word in listed if word not in _LEFT_OUT.split())


def new_passphrase() -> str:
    """Five words with blanks between them, from the system's secure randomness."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))
