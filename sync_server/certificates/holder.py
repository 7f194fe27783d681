"""Comparing a name that somebody types with the one on a certificate."""

from __future__ import annotations

import hmac
import re
import unicodedata


def same_name(typed: str, written: str) -> bool:
    """Tell whether both are the same last name; case, accents, spaces, hyphens and apostrophes do not matter."""
    return hmac.compare_digest(_plain(typed), _plain(written)) and _plain(written) != b""


def _plain(name: str) -> bytes:
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "", kept).encode()
