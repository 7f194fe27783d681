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
    """ "Start" as "[Šţàŕţ··]", each paragraph by itself: the named fields stay as they are."""
    return "\n\n".join(map(_accented, sentence.split("\n\n")))


def from_right(sentence: str) -> str:
    """The same, shown from right to left with the letters we have."""
    return "\n\n".join(f"{_MARK}{_OVERRIDE}{_accented(words)}{_END}" for words in sentence.split("\n\n"))


def _accented(sentence: str) -> str:
    words = "".join(part if _FIELD.fullmatch(part) else part.translate(_ACCENTED) for part in _FIELD.split(sentence))
    return f"[{words}{'·' * -(-len(sentence) // 3)}]"
