"""Certificate numbers: short, speakable, and not to be guessed."""

from __future__ import annotations

import re
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
_LENGTH = 12  # 60 random bits; with the last name asked beside them, not to be found by trying
_HEARD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_number() -> str:
    """Draw a number such as `COR-7F3K-92QX-M4TD` from the system's secure randomness."""
    return _grouped("".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)))


def normalized(text: str) -> str:
    """The number as it is written, from what a person typed or heard; other text comes back in capitals.

    Case, spaces and hyphens do not matter, `COR` may be left out, and O, I and L are read as 0, 1 and 1.
    """
    letters = re.sub(r"[^0-9A-Z]", "", text.upper())
    if len(letters) == _LENGTH + 3:
        letters = letters.removeprefix("COR")
    return _grouped(letters.translate(_HEARD)) if len(letters) == _LENGTH else letters[:40]


def _grouped(letters: str) -> str:
    return f"COR-{letters[:4]}-{letters[4:8]}-{letters[8:]}"
