"""The words of a text, without the signs of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = re.compile(
    r"\[@[^\]]*\]|\[![A-Z]*\]|(?<=\])\((?:https?:)?[^\s)]*|https?://\S+|</?[a-z][^>]*>|[\w.-]+\.(?:svg|png|jpe?g)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_END = re.compile(r"[.!?:…]+[\s”’\"')*_]+|\n\s*\n")


def bare(text: str) -> str:
    """The text without citations, links, the names of pictures, tags, and emphasis."""
    return _SIGNS.sub(" ", text).replace("*", "")


def plain_words(text: str) -> list[str]:
    """The words of a text, in order: an apostrophe belongs to its word, a hyphen parts two."""
    return _WORD.findall(bare(text))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that hold a word; a colon ends one too."""
    for sentence in _END.split(bare(text) + "\n\n"):
        if sentence and _WORD.search(sentence):
            yield sentence
