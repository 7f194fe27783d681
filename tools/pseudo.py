"""Languages nobody speaks: English that is accented, a third longer and in brackets, and the same from right to left.

What stands on a page without brackets was never marked; what is cut off here will be in some language.
"""

from __future__ import annotations

import re

_ACCENTED = str.maketrans(
    "ACDEGHIJKLNORSTUWYZacdeghijklnorstuwyz",
    "ÀÇÐÉĜĤÎĴĶĻÑÖŔŠŢÛŴÝŽàçðéĝĥîĵķļñöŕšţûŵýž",
)
_FIELD = re.compile(r"(\{\w*\})")
_MARK, _OVERRIDE, _END = "\u200f", "\u202e", "\u202c"
"""Unicode's signs for "this is a text from the right", "what follows runs from the right" and "until here"."""


def accented(sentence: str) -> str:
    """ "Start" as "[Šţàŕţ··]": the named fields stay as they are."""
    words = "".join(part if _FIELD.fullmatch(part) else part.translate(_ACCENTED) for part in _FIELD.split(sentence))
    return f"[{words}{'·' * -(-len(sentence) // 3)}]"


def from_right(sentence: str) -> str:
    """The same, shown from right to left with the letters we have."""
    return f"{_MARK}{_OVERRIDE}{accented(sentence)}{_END}"
