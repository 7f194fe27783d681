"""Certificate numbers: short, speakable, and not to be guessed."""

from __future__ import annotations

import re

from django.utils.crypto import salted_hmac

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
_LENGTH = 12  # 60 bits; with the last name asked beside them, not to be found by trying
_HEARD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def number_for(learner: str, module_key: str) -> str:
    """The number of a learner's certificate for a module, such as `COR-7F3K-92QX-M4TD`.

    Keyed by the server's secret, so nobody else can work it out; and always the same, so that a server put back from a
    backup that is older than the award awards the certificate that the learner already holds (B3).
    """
    drawn = salted_hmac("cor certificate number", f"{learner} {module_key}", algorithm="sha256").digest()
    return _grouped("".join(_ALPHABET[byte % 32] for byte in drawn[:_LENGTH]))


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
