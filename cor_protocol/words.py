"""Sentences of both sides that are looked up in a learner's language where they are shown."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], str]
"""Gives a marked English sentence in another language, its named fields still in it."""


def marked(sentence: str) -> str:
    """The sentence itself: the mark is what the word lists are collected by (docs/decisions/0015)."""
    return sentence
